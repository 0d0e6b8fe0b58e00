"""The parts of the export dialog: what is chosen, what would be lost, and the command that does the same."""
