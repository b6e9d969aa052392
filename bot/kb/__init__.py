"""What we know: entries, facts, sources and the Markdown they live in."""
