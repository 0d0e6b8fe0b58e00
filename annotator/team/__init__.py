"""Work of several people on copies of one project: what each changed, and how it is put together."""
