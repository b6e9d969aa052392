"""Tell a greeting, thanks, a call for help, a stop or a wish to be forgotten from a question."""

import re
from enum import StrEnum


class Smalltalk(StrEnum):
    """What somebody says without asking anything."""

    HELLO = "hello"
    THANKS = "thanks"
    HELP = "help"
    STOP = "stop"
    FORGET = "forget me"


_SAID = {
    Smalltalk.HELLO: {"hello", "hi", "hey", "hola", "good morning", "good evening", "hi there"},
    Smalltalk.THANKS: {"thanks", "thank you", "thx", "ty", "many thanks", "thank you very much"},
    Smalltalk.HELP: {"help", "help me", "what can you do", "how does this work", "start"},
    Smalltalk.STOP: {"stop", "unsubscribe", "leave me alone", "quit"},
    Smalltalk.FORGET: {"forget me", "forget about me", "delete my data", "delete me"},
}
"""Whole messages only: `help me with h1b` is a question."""

_SIGNS = re.compile(r"[^\w\s]+")


def smalltalk(text: str) -> Smalltalk | None:
    """Recognise a message that asks nothing; None for everything else."""
    words = " ".join(_SIGNS.sub(" ", text).casefold().split())
    words = words.removesuffix(" almanac").removesuffix(" a lot").removesuffix(" so much")
    return next((kind for kind, sayings in _SAID.items() if words in sayings), None)
