"""Almanac without Discord: in a terminal, and in a browser page that looks like Discord."""
