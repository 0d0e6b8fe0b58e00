"""The table of all documents: found, sorted, drawn, shared out."""
