"""The guidelines: read beside the text, searched, written."""
