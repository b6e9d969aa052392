"""What documents say, compiled: postings, phrasings, synonyms, completion."""
