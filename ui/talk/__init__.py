"""What people say to each other about a text: raised, listed, answered."""
