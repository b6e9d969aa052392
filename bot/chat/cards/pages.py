"""Divide an answer into pages: what decides on the first, the rest behind More; no word is lost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.chat.sending.text import pieces, width
from bot.kb.model.markup import code_apart, paragraphs
from bot.services.content.answer import Answer
from bot.services.content.conditions import (
    Condition,
    emergency,
    lines,
    remaining,
    shortened,
)

PAGE_TEXT = 2400
"""Characters of an answer on one page. Discord takes 4,000 for a whole card; title, source and
small lines need the rest."""

FIRST_POINTS = 4
"""Bullets on the first page, at most."""

FIRST_TEXT = 180
"""Characters of conditions and bullets on the first page: a third of a phone's screen. Conditions
stand there, up to a limit of their own, and so does the first bullet, below conditions if it is
shorter than this."""

CONDITIONS_TEXT = 460
"""Widths of letters of conditions on the first page: with the answer two thirds of a phone. What
warns stands there, whatever it takes."""


LARGEST = 120
"""Widths of letters in the largest sentence: six lines of a phone."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer, as Markdown."""

    text: str
    number: int
    """Counted from 1."""
    count: int


def page(answer: Answer, number: int = 1, bullet: int | None = None) -> Page:
    """Find a page; a number past the end is the last page.

    The bullet at a position stands on the first page, and once more where it belongs.
    """
    texts = list(_texts(answer, bullet))
    number = min(max(number, 1), len(texts))
    return Page(texts[number - 1], number, len(texts))


def _texts(answer: Answer, bullet: int | None) -> Iterator[str]:
    """Yield the pages: conditions, sentence and first bullets, then everything else."""
    shown = _shown_conditions(answer)
    waiting = lines(one for one in answer.conditions if one not in shown)
    count = _first_points(answer, FIRST_TEXT - _width(lines(shown)))
    bullets = [f"- {point}" for point in answer.points]
    wanted = () if bullet is None or bullet < count else bullets[bullet : bullet + 1]
    yield from pack_pages((*_head(answer, shown), *bullets[:count], *wanted), "\n")
    # A paragraph brings its own empty line, so that bullets and prose share a page.
    prose = (f"\n{text}" for text in _blocks(answer.more))
    if rest := [*waiting, *bullets[count:], *prose]:
        yield from pack_pages(rest, "\n")


def _blocks(more: str) -> Iterator[str]:
    """Yield what stays together: paragraphs; of one that fills a page its code apart."""
    for text in paragraphs(more):
        if len(text) < PAGE_TEXT or "```" not in text:
            yield text
        else:
            pieces = (piece.strip("\n") for piece in code_apart(text))
            yield from (piece for piece in pieces if piece)


def _head(answer: Answer, conditions: Sequence[Condition]) -> Iterator[str]:
    """Yield what stands before any bullet: in an emergency today's step even before the answer."""
    yield from lines(emergency(conditions))
    if answer.summary:
        yield f"{_size(answer.summary)}{answer.summary}"
    yield from lines(remaining(conditions))


def _shown_conditions(answer: Answer) -> tuple[Condition, ...]:
    """List the conditions of the first page: of many words, those that warn."""
    return shortened(answer.conditions, lambda kept: _width(lines(kept)) <= CONDITIONS_TEXT)


def _width(texts: Iterable[str]) -> int:
    return sum(map(width, texts))


def _size(sentence: str) -> str:
    """Write a sentence in the largest letters, one of many lines in smaller ones."""
    if width(sentence) <= LARGEST:
        return "## "
    return "### " if len(sentence) < PAGE_TEXT // 2 else ""


def _first_points(answer: Answer, room: int) -> int:
    """Count the bullets of the first page; what introduces steps goes where its steps go."""
    count = 0
    for point in answer.points[:FIRST_POINTS]:
        room -= width(point)
        if room < 0 and (count or (answer.conditions and width(point) > FIRST_TEXT)):
            break
        count += 1
    if count < len(answer.points):
        while count and _is_introduction(answer.points[count - 1]):
            count -= 1
    return count


def pack_pages(
    blocks: Iterable[str], between: str, limit: int = PAGE_TEXT, room: int = PAGE_TEXT
) -> Iterator[str]:
    """Yield pages that hold blocks whole, as long as each fits one, and steps as one block.

    `limit` is in characters, `room` in widths of letters.
    """
    text = ""
    for block in _join_introductions(blocks, between, limit):
        for piece in pieces(block, limit):
            joined = f"{text}{between}{piece}"
            if text and (len(joined) > limit or width(joined) > room):
                yield text.strip("\n")
                text = ""
            text = f"{text}{between}{piece}" if text else piece
    yield text.strip("\n")


def _join_introductions(blocks: Iterable[str], between: str, limit: int) -> Iterator[str]:
    """Join what introduces something to the block after it, if a page holds both."""
    pending = ""
    for block in blocks:
        together = f"{pending}{between}{block}" if pending else block
        if pending and len(together) > limit:
            yield pending
            together = block
        pending = together if _is_introduction(block) else ""
        if not pending:
            yield together
    if pending:
        yield pending


def _is_introduction(text: str) -> bool:
    return text.rstrip("* ").endswith((":", "："))
