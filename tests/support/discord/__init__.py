"""What pretends to be Discord."""
