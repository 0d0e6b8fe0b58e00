"""The canvas: Arabic set right, and what readers say about it."""
