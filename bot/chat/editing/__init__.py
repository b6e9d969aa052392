"""Editing: forms, saving, approval, the past, and corrections of what stands in channels."""
