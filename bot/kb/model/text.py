"""Typed pieces of Markdown text, so that whatever is printed can be read back."""

import re
import unicodedata
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import AfterValidator, Field, StringConstraints

from bot.kb.model.limits import PART_LIMIT
from bot.kb.model.markup import without_code

PHRASE_LIMIT = 240
"""Longest phrasing, in characters: the engine reads no more of a question (see `bot.search`)."""

_PLAIN_START = re.compile(r"[^\W\d_]|[{\"'(¿¡]")
_LETTERS = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\d+[.)] \S")
_TABLE = re.compile(r"^[^\n|]*\|[^\n]*\n[ |:]*-[-|: ]*$", re.MULTILINE)
_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]


def blocks(markdown: str) -> list[Token]:
    """List the outermost blocks of a Markdown text, each with the lines it covers."""
    tokens = _parsed(markdown)
    return [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]


def _parsed(markdown: str) -> list[Token]:
    """Read the blocks alone: nothing asks what stands within a line."""
    return _reader().parse(markdown)


@cache
def _reader() -> MarkdownIt:
    """Build the reader once: that takes longer than reading a page of the base."""
    reader = MarkdownIt("commonmark").disable("inline")
    # It prepares its rules while it reads its first text, and another thread must not see half.
    reader.parse("")
    return reader


def _one_line(text: str) -> str:
    if text != " ".join(text.split()) or not text:
        raise ValueError("must be one line of text, without spaces at its ends")
    # Nearly every line starts with a letter and cannot be a list, a heading or a quotation.
    if not _PLAIN_START.match(text):
        kinds = [token.type for token in _parsed(text)]
        if kinds != _ONE_PARAGRAPH:
            raise ValueError("must be plain text, not a heading, a list, a quotation or code")
    return text


def _title(text: str) -> str:
    """Accept one line that may begin with a number: nothing shows a title as a list."""
    return text if _NUMBERED.match(text) and text == " ".join(text.split()) else _one_line(text)


def _prose(text: str) -> str:
    if text != text.strip() or "\r" in text:
        raise ValueError("must not start or end with empty lines or spaces")
    parts = blocks(text)
    if parts and parts[0].type == "bullet_list_open":
        raise ValueError("must not start with a list: the list would be read as the points")
    for part in parts:
        if fault := _SHOWN_RAW.get(part.type):
            line = (part.map or [0])[0] + 1
            raise ValueError(f"line {line}: {fault}")
    if table := _TABLE.search(without_code(text)):
        line = text.count("\n", 0, table.start()) + 1
        raise ValueError(f"line {line}: a table is not shown as one: write a list")
    return text


_SHOWN_RAW = {
    "heading_open": "a heading is not shown as one here: write it as a sentence",
    "code_block": "code that is only indented is not shown as code: put a line of ``` around it",
    "html_block": "HTML is shown as it is typed: write it without tags",
    "hr": "a line of dashes is shown as it is typed: leave it out",
}
"""Blocks that Discord shows as they are typed, and what to do about each."""


# A length stands before the validator that reads the text: pydantic keeps the order.
Line = Annotated[str, StringConstraints(max_length=PART_LIMIT), AfterValidator(_one_line)]
"""One line of inline Markdown: a title, a summary, a bullet."""

Title = Annotated[str, StringConstraints(max_length=PART_LIMIT), AfterValidator(_title)]
"""One line that may begin with a number, such as `3. How do I …?`."""

Prose = Annotated[str, StringConstraints(max_length=PART_LIMIT), AfterValidator(_prose)]
"""Paragraphs, lists, steps, quotations and code that follow the bullets; may be empty."""

Phrase = Annotated[
    str,
    StringConstraints(min_length=1, max_length=PHRASE_LIMIT),
    AfterValidator(_title),
]
"""Words that a person would type."""


def host_of(url: str) -> str | None:
    """Find the host that an address names, in small letters; None if it names none."""
    try:
        return urlsplit(url).hostname or None
    except ValueError:  # brackets in a host begin an IPv6 address, which must then be one
        return None


def fold(text: str) -> str:
    """Write a text without case, punctuation and spaces, to tell whether two are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_LETTERS.findall(plain))


def _names_host(url: str) -> str:
    if host_of(url) is None:
        raise ValueError("must be an address that names a site, such as https://uscis.gov")
    return url


WebUrl = Annotated[
    str, Field(pattern=r"^https?://[^\s()<>|]+$", max_length=512), AfterValidator(_names_host)
]
"""An address that a link button takes: Discord allows 512 characters."""
