"""The page on which the readings of a document are brought together."""
