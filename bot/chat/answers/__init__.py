"""Answers: how they are shown, delivered and followed up."""
