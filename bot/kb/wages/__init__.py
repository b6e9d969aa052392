"""Tables of official pay as files: read, quoted as facts, and made of official downloads."""
