"""Kill a process that acknowledges edits, again and again, and look for one that was lost."""
