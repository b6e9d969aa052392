"""What a question says: terms, codes, and the likeliest reading of a damaged one."""
