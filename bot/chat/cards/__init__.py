"""Cards and plain text: pure functions from what a reader sees to what Discord draws."""
