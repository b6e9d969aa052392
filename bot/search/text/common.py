"""Function words of English: they shape a question and say little about its subject."""

# fmt: off
COMMON = frozenset({
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "been", "before", "but", "by", "can", "could", "did", "do", "does", "each", "for", "from",
    "get", "give", "go", "had", "has", "have", "he", "her", "here", "hi", "him", "his", "how",
    "i", "if", "in", "into", "is", "it", "its", "just", "know", "let", "like", "me", "more",
    "most", "much", "my", "need", "now", "of", "off", "on", "one", "or", "our", "out", "please",
    "she", "should", "so", "some", "tell", "than", "thank", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "to", "too", "up", "us", "use", "want",
    "was", "way", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with",
    "would", "you", "your",
})
# fmt: on
"""The words that any English question may hold, as typed (not stems)."""
