"""Read questions and answers from a page that people wrote for people, by headings or `Q:`."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.kb.model.markup import code_apart
from bot.kb.reading.markdown_tables import tables_to_lists
from bot.kb.reading.page_markup import plain_markdown
from bot.kb.reading.quotes import split_sentences

_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*")
_BOLD = re.compile(r"(?:\*\*|__)(?P<words>[^*_\n]+[?？؟][ ]?)(?:\*\*|__)(?P<rest>|[ ]+\S.*)")
"""A question in bold letters, perhaps with its answer behind it."""

_DASH = r"(?:[:.)]|[ ]+[-–—](?=[ ]))"
_ASKED = re.compile(
    rf"(?:#{{1,6}}[ ]+)?[*_]{{0,2}}(?:Q|Question)[ ]?\d{{0,3}}{_DASH}[*_]{{0,2}}[ ]*"
    r"(?P<words>.+?)[*_]{0,2}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    rf"[*_]{{0,2}}(?:A|Answer)[ ]?\d{{0,3}}{_DASH}[*_]{{0,2}}[ ]*(?P<words>.*)", re.IGNORECASE
)
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[-*+•])[ ]+(?P<words>\S.*)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ ]*")
_RULE = re.compile(r" {0,3}(?:[-*_][ ]?){3,}|[━─═—–_]{3,}[ ]*")
_NESTED = re.compile(r"^[ \t]+(?=[-*+] )", re.MULTILINE)
_IMAGE = re.compile(r"!(?=\[)")
_RELATIVE = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\((?!https?://)[^()\n]*\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<url>https?://[^\s()]+)\)")
_LIST = re.compile(r"[-*+] |\d{1,3}[.)] |>|```")

_NUMBER = re.compile(r"\d{1,3}[.)] ")
_MARKER = re.compile("^(?:[❓❔⁉]\ufe0f?[ ]*|[0-9]\ufe0f?\u20e3[ ]*)+")
"""Signs that say no more than that a question follows, or which one it is."""

_QUESTION_MARKS = ("?", "？", "؟")

_MOST_SOURCES = 5


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """One question of a page, and what stands below it."""

    question: str
    answer: str
    """Empty if nothing answers it."""
    line: int
    """Where it stands, counted from 1."""
    level: int = 0
    """Signs of its heading; 0 if it is none."""


def read_questions(text: str) -> tuple[PageQuestion, ...]:
    """List the questions of a page in order; what stands below no heading is left out.

    A heading without text below is a question only if it ends as one and groups no others.
    """
    lines = plain_markdown(text).split("\n")
    found = tuple(_list_questions(lines))
    return tuple(
        one
        for one, following in zip_longest(found, found[1:])
        if one.question and (one.answer or _is_unanswered(one, following))
    )


def asks_something(text: str) -> bool:
    """Return whether a page has a question, not only headings."""
    return any(_is_question(one.question) for one in read_questions(text))


def _list_questions(lines: list[str]) -> Iterator[PageQuestion]:
    has_questions = any(_ASKED.fullmatch(line.strip()) for line in lines)
    if has_questions and any(_ANSWERED.fullmatch(line.strip()) for line in lines):
        yield from _from_pairs(lines)
        return
    title = _title(lines)
    headings = [one for one in _from_headings(lines) if one.line != title]
    listed = list(_from_items(lines))
    # A page whose headings ask nothing has its questions in a list, if there is such a list.
    if listed and not any(_is_question(one.question) for one in headings):
        yield from listed
    else:
        yield from headings


def _is_question(words: str) -> bool:
    return words.endswith(_QUESTION_MARKS)


def _is_unanswered(one: PageQuestion, following: PageQuestion | None) -> bool:
    groups = following is not None and 0 < one.level < following.level
    return _is_question(one.question) and not groups


def _title(lines: list[str]) -> int:
    """Find the line of the heading that names the whole page; 0 if there is none."""
    matched = ((at, _HEADING.fullmatch(one)) for at, one in enumerate(lines, 1))
    headings = [(at, match) for at, match in matched if match]
    first = [at for at, match in headings if len(match["signs"]) == 1]
    return first[0] if len(first) == 1 and len(headings) > 1 and headings[0][0] == first[0] else 0


def shape_answer(question: str, answer: str) -> str:
    """Write an answer as the form takes it: a sentence first, without what a card shows raw."""
    pieces = (
        piece if piece.startswith("```") else _plain(piece)
        for piece in code_apart(_unquoted(answer.strip()))
    )
    text = re.sub(r"\n{3,}", "\n\n", tables_to_lists("".join(pieces))).strip()
    if _LIST.match(text):
        return f"{_NUMBER.sub('', question).rstrip('?:')}:\n\n{text}"
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if not line or _LIST.match(line)), len(lines))
    sentence, *others = split_sentences(" ".join(lines[:end]))
    rest = "\n".join(lines[end:]).strip("\n")
    return "\n\n".join(part for part in (sentence, " ".join(others), rest) if part)


def linked_pages(answer: str) -> str:
    """List the pages that an answer links to, as lines of sources; empty if there are none."""
    pages = dict.fromkeys((match["words"], match["url"]) for match in _LINK.finditer(answer))
    return "\n".join(f"{words} {url}" for words, url in list(pages)[:_MOST_SOURCES])


def _from_headings(lines: list[str]) -> Iterator[PageQuestion]:
    question, body, in_code = PageQuestion("", "", 0), list[str](), False
    for number, line in enumerate(lines, 1):
        in_code ^= line.lstrip().startswith("```")
        heading = None if in_code else _heading(line, number, lines[number : number + 1])
        if heading is None:
            body.append(line)
        else:
            yield replace(question, answer=_body(body))
            question, body = heading, [heading.answer]
    yield replace(question, answer=_body(body))


def _heading(line: str, number: int, below: list[str]) -> PageQuestion | None:
    """Read a heading in any of the ways in which people write one; None if it is none."""
    line = line.strip()
    if match := _HEADING.fullmatch(line):
        return PageQuestion(_name(match["words"]), "", number, len(match["signs"]))
    if match := _BOLD.fullmatch(_MARKER.sub("", line)):
        return PageQuestion(_name(match["words"]), match["rest"].strip(), number)
    underlined = bool(below) and _UNDERLINE.fullmatch(below[0]) is not None
    heading = underlined and line and not _LIST.match(line) and "|" not in line
    return PageQuestion(_name(line), "", number) if heading else None


def _from_items(lines: list[str]) -> Iterator[PageQuestion]:
    """Yield the questions of a list, each with the text that stands below it."""
    question, body, in_code = PageQuestion("", "", 0), list[str](), False
    for number, line in enumerate(lines, 1):
        in_code ^= line.lstrip().startswith("```")
        item = None if in_code else _item(line, number)
        if item or (not in_code and _HEADING.fullmatch(line)):
            if question.line:
                yield replace(question, answer=_dedented(body))
            question, body = item or PageQuestion("", "", 0), [item.answer] if item else []
        else:
            body.append(line)
    if question.line:
        yield replace(question, answer=_dedented(body))


def _item(line: str, number: int) -> PageQuestion | None:
    """Read an item that asks something, perhaps with its answer behind it; None if it is none."""
    match = _ITEM.fullmatch(line.rstrip())
    if match is None:
        return None
    if bold := _BOLD.fullmatch(match["words"]):
        return PageQuestion(_name(bold["words"]), bold["rest"].strip(), number)
    words = _name(match["words"])
    return PageQuestion(words, "", number) if _is_question(words) else None


def _dedented(lines: list[str]) -> str:
    """Return the text below an item without its indentation."""
    first, *below = lines
    return _body([first, *textwrap.dedent("\n".join(below)).split("\n")])


def _from_pairs(lines: list[str]) -> Iterator[PageQuestion]:
    question, start, body, answering = "", 0, list[str](), False
    for number, line in enumerate(lines, 1):
        if match := _ASKED.fullmatch(line.strip()):
            yield PageQuestion(question, _body(body), start)
            question, start, body, answering = _name(match["words"]), number, [], False
        elif not answering and (match := _ANSWERED.fullmatch(line.strip())):
            body, answering = [match["words"]], True
        elif answering and not _HEADING.fullmatch(line.strip()):
            body.append(line)
    yield PageQuestion(question, _body(body), start)


def _name(words: str) -> str:
    """Strip the marks off a heading."""
    text = _LINK.sub(lambda match: match["words"], words)
    return _MARKER.sub("", " ".join(re.sub(r"\*\*|__|`|\\(?=\W)", "", text).split()))


def _body(lines: list[str]) -> str:
    text_lines = (
        line for line in lines if not _RULE.fullmatch(line) and not re.fullmatch(r"=+ *", line)
    )
    return "\n".join(text_lines).strip()


def _plain(text: str) -> str:
    text = _NESTED.sub("", text)
    return _RELATIVE.sub(lambda match: match["words"], _IMAGE.sub("", text))


def _unquoted(text: str) -> str:
    """Strip the quote marks off an answer that is a quotation as a whole."""
    lines = text.split("\n")
    if not all(line.startswith(">") or not line.strip() for line in lines):
        return text
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines)
