"""Conversations: small talk, follow-ups, and what a reader sees."""
