"""Which known questions an edit could move: how much each tolerates, and what changes score."""
