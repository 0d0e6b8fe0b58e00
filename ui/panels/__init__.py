"""What stands around the text, one widget a file."""
