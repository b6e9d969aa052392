"""The bot's own words in other languages: how a sentence finds its translation, and catalogs."""
