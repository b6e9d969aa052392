"""Admins: setting the bot up, and which servers have it."""
