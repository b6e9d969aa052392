"""Listening: gaps, watches, public answers, counts, and what is kept about a person."""
