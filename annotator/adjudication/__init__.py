"""Where readings differ, and what is decided about it."""
