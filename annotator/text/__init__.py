"""What is true of any string of Arabic: it knows `str` and nothing else of the program."""
