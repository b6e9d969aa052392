"""How a follow-up points back: by its first words, by pronouns, by a choice, by a correction."""

import re

_LEADS = (
    r"ok(?:ay)?|thanks|thank you|thx|great|cool|nice|so|and|but|also|then|well|alright|hmm|oh"
    r"|(?:the )?same|what about|how about|what if|tell me|now"
)
LEAD = re.compile(rf"^(?:(?:{_LEADS})\b[\s,.:–-]*)+(?:for\b\s*)?(?:the\b\s*)?", re.IGNORECASE)
"""What a follow-up begins with, taken off before it is searched."""

_FOLLOWING = re.compile(
    r"^(?:(?:ok(?:ay)?|thanks|thank you|thx|great|cool|nice|well|alright|hmm|oh)\b[\s,.:–-]*)*"
    r"(?:so|and|but|also|then|(?:the )?same|what about|how about|what if)\b",
    re.IGNORECASE,
)
"""What only a follow-up begins with."""

_POINTING = re.compile(
    r"\b(?:it|its|that|this|those|these|there|then|meanwhile|they|them|their|she|he|her|his|him"
    r"|which one|either|both|same|instead|otherwise|still|again)\b",
    re.IGNORECASE,
)
"""Words that stand for what was spoken of."""

_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "latter": 1, "third": 2, "3rd": 2,
    "fourth": 3, "4th": 3, "last": -1, "1": 0, "2": 1, "3": 2, "4": 3, "one": 0, "two": 1,
    "three": 2, "four": 3,
}  # fmt: skip

_CHOICE = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|yeah|please|i mean|i meant|show me|give me|tell me|open|about|let's see"
    r"|no)\b[\s,]*)*(?:the\s+|option\s+|number\s+|choice\s+|no\.?\s*|#)*"
    r"(?P<which>first|1st|former|second|2nd|latter|third|3rd|fourth|4th|last|[1-4]|one|two|three|four)"
    r"(?:\s+(?:one|option|choice|answer))?(?:\s+please)?[\s.!?)]*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:the\s+)?(?P<which>first|1st|former|second|2nd|latter|third|3rd|last)"
    r"(?:\s+(?:one|option|choice|visa))\b|\bthe (?P<alone>former|latter)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^(?:no+|nope|nah|not that(?: one)?|wrong|sorry|wait|actually|oops)?[\s,.!–-]*"
    r"(?:(?:but )?i (?:meant|mean|(?:was |am )?asking about|asked about)|not that(?: one)?,?)"
    r"\s*(?:the\s+|about\s+)*",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"^(?:no+|nope|sorry|wait|actually|oops)\b[\s,.!–-]+", re.IGNORECASE)


def points_back(question: str) -> bool:
    """Return whether a question means something only after another one."""
    return bool(_FOLLOWING.search(question) or _POINTING.search(question))


def begins_as_follow_up(question: str) -> bool:
    """Return whether a question begins as only a follow-up does."""
    return bool(_FOLLOWING.search(question))


def read_choice(question: str) -> int | None:
    """Read a choice that is the whole message: `the second one`, `2`; -1 is the last."""
    match = _CHOICE.match(question.strip())
    return _ORDINALS[match["which"].lower()] if match else None


def read_choice_within(question: str) -> tuple[int, str, str] | None:
    """Read a choice inside a question: which one, and the text before and after it."""
    match = _WITHIN.search(question)
    if match is None:
        return None
    which = (match["which"] or match["alone"]).lower()
    return _ORDINALS[which], question[: match.start()], question[match.end() :]


def read_correction(question: str) -> str | None:
    """Return what somebody means instead (`no, I mean the L-1`); None if nothing is corrected."""
    match = _CORRECTION.match(question)
    if match is not None and match[0].strip():
        return question[match.end() :]
    again = _AGAIN.match(question)
    return question[again.end() :] if again else None
