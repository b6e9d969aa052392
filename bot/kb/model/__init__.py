"""What the base is made of: keys, facts, sources, entries, paths; the only schema of these."""
