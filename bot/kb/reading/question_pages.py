"""Read questions and answers from a page that people wrote for people, by headings or `Q:`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.kb.model.markup import code_apart
from bot.kb.reading.markdown_tables import tables_to_lists
from bot.kb.reading.quotes import split_sentences

_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*")
_BOLD = re.compile(r"(?:\*\*|__)(?P<words>[^*_\n]+\?)(?:\*\*|__)")
_ASKED = re.compile(
    r"[*_]{0,2}(?:Q|Question)[ ]?\d{0,3}[:.][*_]{0,2}[ ]*(?P<words>.+?)[*_]{0,2}", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"[*_]{0,2}(?:A|Answer)[ ]?\d{0,3}[:.][*_]{0,2}[ ]*(?P<words>.*)", re.IGNORECASE
)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ ]*")
_RULE = re.compile(r" {0,3}(?:[-*_][ ]?){3,}")
_NESTED = re.compile(r"^[ \t]+(?=[-*+] )", re.MULTILINE)
_SUMMARY = re.compile(r"<summary>(?P<words>[^<\n]*)</summary>", re.IGNORECASE)
_TAG = re.compile(r"<!--[^>]*-->|</?(?:details|p|div|b|i|br|center)[ /]*>", re.IGNORECASE)
_IMAGE = re.compile(r"!(?=\[)")
_RELATIVE = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\((?!https?://)[^()\n]*\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<url>https?://[^\s()]+)\)")
_LIST = re.compile(r"[-*+] |\d{1,3}[.)] |>|```")

_NUMBER = re.compile(r"\d{1,3}[.)] ")

_MOST_SOURCES = 5


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """One question of a page, and what stands below it."""

    question: str
    answer: str
    line: int
    """Where it stands, counted from 1."""


def read_questions(text: str) -> tuple[PageQuestion, ...]:
    """List the questions of a page in order; what stands below no heading is left out."""
    lines = text.splitlines()
    has_questions = any(_ASKED.fullmatch(line.strip()) for line in lines)
    answered = any(_ANSWERED.fullmatch(line.strip()) for line in lines)
    if has_questions and answered:
        questions = tuple(_from_pairs(lines))
    else:
        title = _title(lines)
        questions = tuple(question for question in _from_headings(lines) if question.line != title)
    return tuple(question for question in questions if question.question and question.answer)


def _title(lines: list[str]) -> int:
    """Find the line of the heading that names the whole page; 0 if there is none."""
    matched = ((at, _HEADING.fullmatch(one)) for at, one in enumerate(lines, 1))
    headings = [(at, match) for at, match in matched if match]
    first = [at for at, match in headings if len(match["signs"]) == 1]
    return first[0] if len(first) == 1 and len(headings) > 1 and headings[0][0] == first[0] else 0


def shape_answer(question: str, answer: str) -> str:
    """Write an answer as the form takes it: a sentence first, without what a card shows raw."""
    pieces = (
        piece if piece.startswith("```") else _plain(piece) for piece in code_apart(answer.strip())
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
    question, start, body, in_code = "", 0, list[str](), False
    for number, line in enumerate(lines, 1):
        in_code ^= line.lstrip().startswith("```")
        words = None if in_code else _words(line, lines[number : number + 1])
        if words is None:
            body.append(line)
        else:
            yield PageQuestion(question, _body(body), start)
            question, start, body = words, number, []
    yield PageQuestion(question, _body(body), start)


def _words(line: str, below: list[str]) -> str | None:
    """Read a heading in any of the ways in which people write one; None if it is none."""
    line = _SUMMARY.sub(lambda match: f"## {match['words']}", line.strip())
    if line.startswith("<details>"):
        line = line.removeprefix("<details>").strip()
    if match := _HEADING.fullmatch(line) or _BOLD.fullmatch(line):
        return _name(match["words"])
    underlined = bool(below) and _UNDERLINE.fullmatch(below[0]) is not None
    heading = underlined and line and not _LIST.match(line) and "|" not in line
    return _name(line) if heading else None


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
    return " ".join(re.sub(r"\*\*|__|`", "", text).split())


def _body(lines: list[str]) -> str:
    text_lines = (
        line for line in lines if not _RULE.fullmatch(line) and not re.fullmatch(r"=+ *", line)
    )
    return "\n".join(text_lines).strip()


def _plain(text: str) -> str:
    text = _NESTED.sub("", _TAG.sub("", text))
    return _RELATIVE.sub(lambda match: match["words"], _IMAGE.sub("", text))
