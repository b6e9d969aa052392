"""The inbox of moderators: what waits in it, its cards, and what is told of what they decide."""
