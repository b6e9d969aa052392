"""What servers' own entries mean: vectors of their texts, encoded beside all other work."""
