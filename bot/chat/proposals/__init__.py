"""Proposals: a change as it was typed, its preview, and its approval by a second moderator."""
