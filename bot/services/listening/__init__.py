"""Listening: gaps, reports, watches, counts, and what is kept about a person."""
