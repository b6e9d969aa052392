"""Editing: forms, saving, approval by a second moderator, history, import and export."""
