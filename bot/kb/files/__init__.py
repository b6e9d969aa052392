"""Files as they come: bytes, front matter, TOML, archives, and what is wrong in plain words."""
