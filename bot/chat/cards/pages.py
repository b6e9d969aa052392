"""Divide an answer into pages that fit a card, without losing a word."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.chat.sending.text import pieces
from bot.services.content.answer import Answer
from bot.services.content.conditions import emergency, lines, remaining

PAGE_TEXT = 2400
"""Characters of an answer on one page. Discord takes 4,000 for a whole card; title, sources and
small lines need the rest, and a phone shows about this much in four screens."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer, as Markdown."""

    text: str
    number: int
    """Counted from 1."""
    count: int


def page(answer: Answer, number: int = 1) -> Page:
    """Find a page; a number past the end is the last page."""
    texts = list(_texts(answer))
    number = min(max(number, 1), len(texts))
    return Page(texts[number - 1], number, len(texts))


def _texts(answer: Answer) -> Iterator[str]:
    """Yield the pages: conditions, sentence and bullets first, prose only behind More."""
    yield from packed(_bullets(answer), "\n")
    if answer.more:
        yield from packed(iter(answer.more.split("\n\n")), "\n\n")


def _bullets(answer: Answer) -> Iterator[str]:
    """Yield the conditions before any bullet: they are the last to go to another page."""
    yield from lines(emergency(answer.conditions))
    if answer.summary:
        yield f"**{answer.summary}**" if _bold(answer.summary) else answer.summary
    yield from lines(remaining(answer.conditions))
    for point in answer.points:
        yield f"- {point}"


def _bold(text: str) -> bool:
    """Tell whether a sentence may stand in bold: not if it holds markup of its own."""
    return "*" not in text and len(text) < PAGE_TEXT


def packed(blocks: Iterator[str], between: str, limit: int = PAGE_TEXT) -> Iterator[str]:
    """Yield pages that hold blocks whole, as long as each fits one."""
    text = ""
    for block in blocks:
        for piece in pieces(block, limit):
            if text and len(text) + len(between) + len(piece) > limit:
                yield text
                text = ""
            text = f"{text}{between}{piece}" if text else piece
    yield text
