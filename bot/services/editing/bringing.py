"""Import what a server has already: a zip, an entry, or a page of questions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bot.kb.checking.safety import entry_faults
from bot.kb.checking.skeleton import REVIEW_EVERY
from bot.kb.files.archive import (
    MOST_FILES,
    BadArchiveError,
    decode_page,
    read_archive,
    read_pages,
)
from bot.kb.files.frontmatter import FrontMatterError, read_front_matter, write_front_matter
from bot.kb.model.entries import Entry, Faq
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.markdown import print_entry
from bot.kb.reading.question_pages import (
    PageQuestion,
    asks_something,
    linked_pages,
    read_questions,
    shape_answer,
)
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
    name: str,
    data: bytes,
    visible: Mapping[Key, Entry],
    guild: int,
    today: date,
    *,
    invites: bool = False,
) -> Mapping[str, str]:
    """Read a file into texts of entries by their path; `visible` is what the server shows now.

    What an entry lacks gets a value that a moderator sees in the difference. `invites` tells
    whether a page may invite people to other servers. Raise `BadArchiveError` or
    `BrokenBaseError` with every problem.
    """
    if data.startswith(_ZIP) or name.casefold().endswith(".zip"):
        pages = read_pages(data)
        if not pages:
            files = read_archive(data)
            return {path: _complete(path, text, guild, today) for path, text in files.items()}
    else:
        pages = {name: _without_site_front(decode_page(name, data))}
        text = pages[name]
        if text.startswith(_FENCE):
            path = _path(name, text)
            return {path: _complete(path, text, guild, today)}
    return dict(_PageImport(visible, guild, today, invites=invites).read(pages))


def _without_site_front(text: str) -> str:
    """Blank out what a site or a notebook writes before a page of questions; lines stay."""
    front, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not text.startswith(_FENCE) or not fence or re.search(r"^question:", front, re.MULTILINE):
        return text
    return "\n" * (front.count("\n") + 3) + body if asks_something(body) else text


class _PageImport:
    """Makes an entry of each question of some pages; one that the server has is changed."""

    def __init__(
        self, visible: Mapping[Key, Entry], guild: int, today: date, *, invites: bool
    ) -> None:
        faqs = (one for one in visible.values() if isinstance(one, Faq))
        self._known = {one.question.casefold(): one for one in faqs}
        self._taken_keys = set(visible)
        self._places: dict[str, str] = {}
        """Where each question stands that was read already."""
        self._problems: list[Problem] = []
        self._source = _SOURCE.format(guild=guild)
        self._today = today
        self._invites = invites

    def read(self, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the text of each entry with its path; raise with every problem."""
        count = 0
        for name, text in pages.items():
            questions = read_questions(text)
            count += len(questions)
            _check_questions(name, questions, count)
            for one in questions:
                if entry := self._entry_of(name, one):
                    yield f"{entry.key.kind.folder}/{entry.key.slug}.md", print_entry(entry)
        if self._problems:
            raise BrokenBaseError(tuple(self._problems))

    def _entry_of(self, name: str, one: PageQuestion) -> Faq | None:
        """Build the entry of a question, or record why that cannot be done."""
        faults = [*self._faults(one)]
        self._places.setdefault(_plain(one.question), f"{name}:{one.line}")
        entry = None
        if not faults:
            source = linked_pages(one.answer) or self._source
            known = self._known.get(one.question.casefold())
            fields = EntryFields(one.question, shape_answer(one.question, one.answer), "", source)
            try:
                entry = _entry(known, fields, self._taken_keys, self._today)
            except UnfitTextError as error:
                faults += error.sentences
            else:
                safety = entry_faults(entry, invites=self._invites)
                faults += dict.fromkeys(f"{sentence}." for _loc, sentence in safety)
        if faults or entry is None:
            self._problems += (Problem(name, one.line, one.question, text) for text in faults)
            return None
        self._taken_keys.add(entry.key)
        return entry

    def _faults(self, one: PageQuestion) -> Iterator[str]:
        if place := self._places.get(_plain(one.question)):
            twice = _("stands in {place} already: put both answers together, or rename one.")
            yield twice.format(place=place)
        elif not one.answer:
            yield _("has no answer below it: write one, or take the question out.")


def _plain(question: str) -> str:
    """Write a question as it is compared with others."""
    return " ".join(question.casefold().rstrip("?？؟!. ").split())


def _check_questions(name: str, questions: Sequence[PageQuestion], count: int) -> None:
    if not any(one.answer for one in questions):
        fault = _(
            "There is no question in '{file}': write each as a heading (## How do I …?) or as "
            "Q: and A:, with its answer below."
        )
        raise BadArchiveError(fault.format(file=name))
    if count > MOST_FILES:
        many = _("It holds more than {n} questions.")
        raise BadArchiveError(many.format(n=numeral(MOST_FILES)))


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
