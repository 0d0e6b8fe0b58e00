"""The people of a project: who they are, what they are called, and who it is that sits here."""
