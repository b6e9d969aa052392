"""What a question means: a small sentence model, and what it learns from the base's phrasings."""
