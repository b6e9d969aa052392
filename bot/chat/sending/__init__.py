"""What leaves for Discord: replies, messages, errors as sentences, and Discord's limits."""
