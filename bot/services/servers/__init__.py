"""Servers: their settings, boards, drafts, and what happens when the bot comes or leaves."""
