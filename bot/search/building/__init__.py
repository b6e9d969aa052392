"""Build the index from documents and a lexicon."""
