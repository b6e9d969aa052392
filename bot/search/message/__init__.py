"""What a message says: who writes it, and the part of it that asks."""
