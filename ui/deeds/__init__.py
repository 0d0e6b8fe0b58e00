"""What answers the actions: each class takes one kind of them."""
