"""Members: messages, paths, help, watches, and what is kept about a person."""
