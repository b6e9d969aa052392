"""Masking: what names a person or a case leaves a text before anybody else reads it."""
