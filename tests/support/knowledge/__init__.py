"""Bases for tests, and what is expected of the one that ships."""
