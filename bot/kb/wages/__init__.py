"""Tables of official pay: their schema, read, quoted as facts, and made of official downloads."""
