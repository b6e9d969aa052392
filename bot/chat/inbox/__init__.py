"""The inbox: what waits for moderators, and who sends it."""
