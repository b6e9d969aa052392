"""Answers: how they are shown, delivered and gone on from."""
