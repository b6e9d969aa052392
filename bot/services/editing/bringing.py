"""Import what a server has already: a zip, an entry, or a page of questions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bot.kb.checking.skeleton import REVIEW_EVERY
from bot.kb.files.archive import MOST_FILES, BadArchiveError, read_archive
from bot.kb.files.frontmatter import FrontMatterError, read_front_matter, write_front_matter
from bot.kb.model.entries import Entry, Faq
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.markdown import print_entry
from bot.kb.reading.question_pages import linked_pages, read_questions, shape_answer
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral
from bot.services.answering.browsing import OWN_TOPIC
from bot.services.editing.entry_fields import (
    EntryFields,
    UnfitTextError,
    change_entry,
    new_entry,
    new_key,
)

_ZIP = b"PK"
_FENCE = "---\n"
_KINDS = {"code": "visas", "soc_codes": "roles", "low": "salaries"}
"""Fields that only entries of one kind have, and its folder; any other entry is a question."""

_SOURCE = "This server https://discord.com/channels/{guild}"


def read_import(
    name: str, data: bytes, visible: Mapping[Key, Entry], guild: int, today: date
) -> Mapping[str, str]:
    """Read a file into texts of entries by their path; `shown` is what the server shows now.

    What an entry lacks gets a value that a moderator sees in the difference. Raise
    `BadArchiveError` or `BrokenBaseError` with every problem.
    """
    if data.startswith(_ZIP) or name.casefold().endswith(".zip"):
        files = read_archive(data)
        return {path: _complete(path, text, guild, today) for path, text in files.items()}
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        fault = _("'{file}' is not UTF-8 text (byte {byte}).")
        raise BadArchiveError(fault.format(file=name, byte=error.start)) from error
    if text.startswith(_FENCE):
        path = _path(name, text)
        return {path: _complete(path, text, guild, today)}
    return dict(_questions(name, text, visible, guild, today))


def _questions(
    name: str, text: str, visible: Mapping[Key, Entry], guild: int, today: date
) -> Iterator[tuple[str, str]]:
    """Yield an entry for each question of a page; one that the server has already is changed."""
    questions = read_questions(text)
    if not questions:
        fault = _(
            "There is no question in '{file}': write each as a heading (## How do I …?) or as "
            "Q: and A:, with its answer below."
        )
        raise BadArchiveError(fault.format(file=name))
    if len(questions) > MOST_FILES:
        many = _("It holds more than {n} questions.")
        raise BadArchiveError(many.format(n=numeral(MOST_FILES)))
    by_question = {one.question.casefold(): one for one in visible.values() if isinstance(one, Faq)}
    taken_keys = set(visible)
    problems: list[Problem] = []
    for one in questions:
        source = linked_pages(one.answer) or _SOURCE.format(guild=guild)
        fields = EntryFields(one.question, shape_answer(one.question, one.answer), "", source)
        try:
            entry = _entry(by_question.get(one.question.casefold()), fields, taken_keys, today)
        except UnfitTextError as error:
            problems += (Problem(name, one.line, one.question, text) for text in error.sentences)
            continue
        taken_keys.add(entry.key)
        by_question[one.question.casefold()] = entry
        yield f"{entry.key.kind.folder}/{entry.key.slug}.md", print_entry(entry)
    if problems:
        raise BrokenBaseError(tuple(problems))


def _entry(known: Faq | None, fields: EntryFields, taken_keys: set[Key], today: date) -> Faq:
    if known is None:
        return new_entry(new_key(fields.name, taken_keys), fields, today)
    asks = "\n".join(known.asks)
    changed = change_entry(known, None, replace(fields, asks=asks), today)
    assert isinstance(changed, Faq), "an entry keeps its kind"
    return changed


def _path(name: str, text: str) -> str:
    """Name a single entry by its file, in the folder of its kind."""
    fields = set(re.findall(r"^(\w+):", text.partition("\n---")[0], re.MULTILINE))
    folder = next((folder for field, folder in _KINDS.items() if field in fields), "faq")
    slug = "-".join(re.findall(r"[a-z0-9]+", PurePosixPath(name).stem.casefold()))
    return f"{folder}/{slug or 'answer'}.md"


def _complete(path: str, text: str, guild: int, today: date) -> str:
    """Propose what a question's front matter lacks; what else is wrong with it is told later."""
    front, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not path.startswith("faq/") or not text.startswith(_FENCE) or not fence:
        return text
    try:
        values = dict(read_front_matter(f"{front}\n").values)
    except FrontMatterError:
        return text
    name = str(values.get("question") or values.get("title") or "")
    lines = [line for line in body.splitlines() if line.strip()]
    first = lines[0] if lines and re.match(r"\w", lines[0]) else name
    address = _SOURCE.format(guild=guild).split()[-1]
    page = {"title": "This server", "url": address, "checked": "undated", "trust": "background"}
    proposed: dict[str, object] = {
        "title": name.rstrip("?")[:100].rstrip(),
        "question": name,
        "summary": first,
        "topics": [OWN_TOPIC],
        "reviewed": today,
        "review_every": REVIEW_EVERY,
        "sources": [page],
    }
    missing = {field: value for field, value in proposed.items() if field not in values}
    if not name or not missing:
        return text
    if "summary" in missing and lines and first == lines[0]:
        body = body.replace(first, "", 1).lstrip("\n")
    return f"{_FENCE}{front}\n{write_front_matter(missing)}{_FENCE}\n{body.lstrip(chr(10))}"
