"""Editing: from typed text to a change, review, export and import, and the check of the base."""
