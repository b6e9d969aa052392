"""The database itself: connections, tables, the one writer, the lock, migrations."""
