"""Sentences and catalogs of other languages."""
