"""What happens in a server, step by step; each step asserts what must hold."""
