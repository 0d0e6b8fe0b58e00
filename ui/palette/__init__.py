"""The field in the header that searches the project and runs commands."""
