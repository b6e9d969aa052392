"""What a moderator types into a form, and the entry that it becomes."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ValidationError

from bot.kb.checking.safety import tidy
from bot.kb.checking.skeleton import REVIEW_EVERY
from bot.kb.files.explaining import in_plain_words
from bot.kb.model.entries import OVERVIEW, Entry, Faq, Section
from bot.kb.model.facts import Source, Trust
from bot.kb.model.keys import SLUG_LIMIT, Key, Kind
from bot.kb.model.limits import PART_LIMIT
from bot.kb.model.text import host_of
from bot.kb.reading.body import BodyReader
from bot.kb.reading.markdown_tables import tables_to_lists
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral
from bot.search.text.common import COMMON
from bot.services.answering.browsing import OWN_TOPIC
from bot.services.comparing.field_changes import WORDS

_Model = TypeVar("_Model", bound=BaseModel)

_TITLE_LIMIT = 100
_BULLET = re.compile(r"^[ \t]*[•‣◦][ \t]*", re.MULTILINE)
"""Bullets as phones type them."""

_HEADING = "answer"
_SCHEME = re.compile(r"https?://(?=.)")
_WORDS = re.compile(r"[a-z0-9]+")
_LINE = re.compile(r"^line (?P<number>\d+):")


# Translators: What the form for an answer calls its fields.
_LABELS = {
    "title": N_("Question"),
    "question": N_("Question"),
    "summary": N_("Answer"),
    "points": N_("Answer"),
    "more": N_("Answer"),
    "sections": N_("Answer"),
    "asks": N_("Other ways to ask it"),
    "sources": N_("Sources"),
}
"""How the form calls the fields of an entry."""

_Faults = list[tuple[str, str]]
"""Fields of an entry, and what is to be changed there."""


class UnfitTextError(Exception):
    """What was typed does not make an entry; `sentences` say what to change, field by field."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True, slots=True)
class EntryFields:
    """The top of an entry, or one section of it, as texts to be typed."""

    name: str
    """The question of a FAQ, the title of any other entry; a section has none."""
    answer: str
    """A sentence, then bullets, then prose."""
    asks: str
    """Other ways to ask it, one a line."""
    sources: str
    """One a line: a title and an address."""

    @classmethod
    def of(cls, entry: Entry, section: str | None = None) -> Self:
        """Write down what an entry says now."""
        part = _part(entry, section)
        points = "\n".join(f"- {point}" for point in part.points)
        name = entry.question if isinstance(entry, Faq) else entry.title
        return cls(
            name="" if section else name,
            answer="\n\n".join(text for text in (part.summary, points, part.more) if text),
            asks="\n".join(part.asks),
            sources="\n".join(f"{one.title} {one.url}" for one in entry.sources_for(section)),
        )


def new_entry(key: Key, entry_fields: EntryFields, today: date) -> Faq:
    """Build a server's own entry; raise `UnfitTextError` with every reason."""
    faults: _Faults = []
    data = {
        "key": key,
        "title": _line(entry_fields.name).rstrip("?")[:_TITLE_LIMIT].rstrip(),
        "question": _line(entry_fields.name),
        "topics": (OWN_TOPIC,),
        "reviewed": today,
        "written": today,
        "review_every": REVIEW_EVERY,
        "sources": _read_sources(entry_fields.sources, (), (), faults),
    } | _read_texts(entry_fields, faults)
    return _validate(Faq, data, faults, entry_fields.answer)


def change_entry(
    entry: Entry, section: str | None, entry_fields: EntryFields, today: date | None = None
) -> Entry:
    """Return an entry with one part replaced by what was typed; raise `UnfitTextError`.

    A new text is dated `today`.
    """
    faults: _Faults = []
    data = {name: getattr(entry, name) for name in type(entry).model_fields}
    name = section or OVERVIEW
    scope = (name,) if entry.sections else ()
    text = _read_texts(entry_fields, faults)
    sources = _read_sources(entry_fields.sources, entry.sources, scope, faults)
    if any(getattr(_part(entry, section), field) != text[field] for field in WORDS):
        # Whoever wrote the new text read it nowhere: it has the pages, and not their days.
        sources = tuple(_as_unread(source, scope) for source in sources)
        data["written"] = today or entry.written
    data["sources"] = _merge_sources(entry, name, sources)
    if section is None:
        data["question" if isinstance(entry, Faq) else "title"] = _line(entry_fields.name)
        data |= text
    else:
        data["sections"] = tuple(
            _validate(Section, _other_fields(one) | text, faults, entry_fields.answer)
            if one.name == section
            else one
            for one in entry.sections
        )
    return _validate(type(entry), data, faults, entry_fields.answer)


def with_phrasing(entry: Entry, section: str | None, phrasing: str) -> Entry:
    """Add another way to ask a part of an entry; raise `UnfitTextError`."""
    old = EntryFields.of(entry, section)
    line = _line(phrasing)
    if line.casefold() in (known.casefold() for known in old.asks.splitlines()):
        text = _("'{phrasing}' is a way to ask this already.")
        raise UnfitTextError([text.format(phrasing=line)])
    asks = f"{old.asks}\n{line}".strip("\n")
    return change_entry(entry, section, replace(old, asks=asks))


def mark_verified(entry: Entry, day: date) -> Entry:
    """Note that somebody read the sources of an entry on a day, and that it is still right."""
    sources = tuple(source.model_copy(update={"checked": day}) for source in entry.sources)
    return entry.model_copy(update={"reviewed": day, "sources": sources})


def fault(field: str, what: str) -> str:
    """Describe what is wrong with a field of an entry, as the form names it."""
    # Translators: Why an answer cannot be saved yet: a field of the form, and what is wrong there.
    return _("{field}: {what}").format(field=_(_label(field)), what=what)


def new_key(question: str, taken_keys: Collection[Key]) -> Key:
    """Name a new entry by the words of its question that say what it is about."""
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode()
    words = _WORDS.findall(plain.casefold())
    telling = [word for word in words if word not in COMMON] or words
    slug = ""
    for word in telling:
        if len(slug) + len(word) + 4 > SLUG_LIMIT:
            break
        slug = f"{slug}-{word}" if slug else word
    # A question in another script, or one endless word, is named by its hash.
    slug = slug or "q-" + hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()[:8]
    names = (slug, *(f"{slug}-{number}" for number in range(2, len(taken_keys) + 3)))
    return next(key for key in (Key(Kind.FAQ, name) for name in names) if key not in taken_keys)


def _part(entry: Entry, section: str | None) -> Entry | Section:
    result = entry.section(section) if section else entry
    assert result is not None, "the caller looked the section up"
    return result


def _other_fields(section: Section) -> dict[str, Any]:
    """Name what no form shows of a section."""
    return {"name": section.name, "conditions": section.conditions}


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _read_texts(entry_fields: EntryFields, faults: _Faults) -> dict[str, Any]:
    """Read sentence, bullets, prose and ways to ask."""
    if len(entry_fields.answer) > PART_LIMIT:
        long = _("has {n} characters, and a card takes {most}: make it shorter.")
        faults.append(
            ("summary", long.format(n=numeral(len(entry_fields.answer)), most=numeral(PART_LIMIT)))
        )
        return {"summary": "", "points": (), "more": "", "asks": ()}
    text = tables_to_lists(_BULLET.sub("- ", tidy(entry_fields.answer).strip()))
    reader = BodyReader(_HEADING, 1)
    _title, part, *more = reader.read(f"## {_HEADING}\n\n{text}")
    if more:
        line = next(at for at, one in enumerate(text.split("\n"), 1) if one.startswith("## "))
        faults.append(("summary", _("write it without '##' headings (line {n}).").format(n=line)))
    if part.summary is None:
        begin = _("begin with one sentence that is true when it is read alone.")
        faults.append(("summary", begin))
    faults += (("summary", f"{problem.message}.") for problem in reader.problems)
    lines = (_line(line) for line in entry_fields.asks.splitlines())
    return {
        "summary": part.summary or "",
        "points": part.points,
        "more": part.more,
        "asks": tuple(dict.fromkeys(line for line in lines if line)),
    }


def _read_sources(
    text: str, known: Sequence[Source], scope: tuple[str, ...], faults: _Faults
) -> tuple[Source, ...]:
    """Read the sources, and keep those that were there before as they are."""
    before = {(source.title, source.url): source for source in known}
    result: list[Source] = []
    for line in filter(None, (_line(line) for line in text.splitlines())):
        start = line.rfind(" ") + 1  # a search for "the last word" would begin at every address
        scheme = _SCHEME.search(line, start)
        if scheme is None:
            end = _(
                "add a web address to '{line}', such as https://uscis.gov, or write 'this server'."
            )
            faults.append(("sources", end.format(line=line)))
            continue
        url = line[scheme.start() :]
        title = line[: scheme.start()].strip(" |:–-") or host_of(url) or url
        source = before.get((title, url)) or _read_source(title, url, scope, faults)
        result += [source] if source else []
    if not result and not any(field == "sources" for field, _fault in faults):
        name = _("add at least one page that says so, with its address, or write 'this server'.")
        faults.append(("sources", name))
    return tuple(result)


def _as_unread(source: Source, scope: tuple[str, ...]) -> Source:
    return source.model_copy(update={"checked": None, "sections": scope})


def _read_source(title: str, url: str, scope: tuple[str, ...], faults: _Faults) -> Source | None:
    try:
        return Source(title=title, url=url, checked=None, trust=_trust(url), sections=scope)
    except ValidationError as error:
        for one in error.errors():
            shown = title if one["loc"][0] == "title" else url
            faults.append(("sources", f"{in_plain_words(one)} (it is '{shown}')."))
        return None


def is_on_discord(url: str) -> bool:
    """Return whether an address leads to a server or a message."""
    host = host_of(url) or ""
    return host == "discord.com" or host.endswith(".discord.com")


def _trust(url: str) -> Trust:
    """Judge a page by who runs it: a moderator who names one has read it."""
    host = host_of(url) or ""
    if host.endswith(".gov"):
        return Trust.OFFICIAL
    return Trust.BACKGROUND if is_on_discord(url) else Trust.SECONDARY


def _merge_sources(entry: Entry, section: str, typed: Sequence[Source]) -> tuple[Source, ...]:
    """Store what other sections and facts rest on; the part itself rests on what was typed."""
    names = [OVERVIEW, *(one.name for one in entry.sections)]
    cited = {fact.source for fact in entry.facts} - {source.url for source in typed}
    sources: list[Source] = []
    for source in entry.sources:
        if source in typed or not source.supports(section):
            sources.append(source)
            continue
        others = [name for name in names if name != section and source.supports(name)]
        if others:
            sources.append(source.model_copy(update={"sections": tuple(others)}))
        elif source.url in cited:
            sources.append(source)
    return (*sources, *(source for source in typed if source not in sources))


def _validate(
    model: type[_Model], data: dict[str, Any], faults: _Faults, answer: str = ""
) -> _Model:
    """Build the value, or raise `UnfitTextError` with all that was found before and now.

    Lines of the prose are told as they stand in the `answer` that was typed.
    """
    try:
        result = model.model_validate(data)
    except ValidationError as error:
        before = len(tidy(answer).strip().split("\n")) - len(str(data.get("more", "")).split("\n"))
        explained = ((field, _shift(text, before)) for field, text in _explain(error, faults))
        raise UnfitTextError(_sentences([*faults, *explained])) from error
    if faults:
        raise UnfitTextError(_sentences(faults))
    return result


def _explain(error: ValidationError, known: _Faults) -> Iterator[tuple[str, str]]:
    text = {_label(field) for field, _fault in known}
    for one in error.errors(include_url=False):
        field = str(one["loc"][0])
        # What is empty because it could not be read was said before.
        if one["input"] or _label(field) not in text:
            yield field, f"{in_plain_words(one)}."


def _shift(sentence: str, lines: int) -> str:
    """Number a line of the prose as it stands in the whole answer."""
    return _LINE.sub(lambda match: f"line {int(match['number']) + lines}:", sentence)


def _sentences(faults: _Faults) -> list[str]:
    return [fault(field, what) for field, what in faults]


def _label(field: str) -> str:
    """Name a field such as `sources[0].url` as the form does, in English."""
    return _LABELS.get(field.partition(".")[0].partition("[")[0], field)
