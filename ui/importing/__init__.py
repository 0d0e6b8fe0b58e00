"""The parts of the import dialog: the files, what one of them holds, and what its names become."""
