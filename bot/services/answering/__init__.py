"""Asking: from a question to one of four outcomes, comparisons, paths, pay and pictures."""
