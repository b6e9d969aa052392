"""The database itself: connections, the one writer, the lock, and where it is."""
