"""Answers about pay: how figures become sentences and charts in the language spoken."""
