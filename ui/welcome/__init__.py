"""What the window shows when no project is open."""
