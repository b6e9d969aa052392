"""Editing: forms, publishing, saving, history, import and export."""
