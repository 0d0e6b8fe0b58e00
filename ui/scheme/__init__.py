"""The scheme editor's parts."""
