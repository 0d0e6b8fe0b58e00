"""The page of agreement: who agrees with whom, about what, how surely, and the spans behind each number."""
