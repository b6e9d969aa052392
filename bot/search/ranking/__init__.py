"""From a question to ranked documents and one of four decisions."""
