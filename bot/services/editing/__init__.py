"""Editing: from typed text to a change, what it takes from other answers, and review."""
