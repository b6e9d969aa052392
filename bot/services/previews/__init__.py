"""Previews: what a change would do to the answers of today, before anybody publishes it."""
