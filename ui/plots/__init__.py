"""Numbers as pictures: bars, a time line and a matrix, painted from the theme in either direction."""
