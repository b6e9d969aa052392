"""What tells two texts of an entry apart: in words, by field, and from the facts of the base."""
