"""Check what entries say of one another and of facts: every name must lead somewhere."""

from collections.abc import Container, Iterable, Iterator, Mapping

from bot.kb.model.entries import OVERVIEW, Entry, Role, Salary, Section
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Key
from bot.kb.model.problems import Problem
from bot.kb.reading.markdown import Page
from bot.kb.reading.quotes import SHARED, quotable_by_all, quotable_facts, quotes, quotes_with_words

Loc = tuple[str | int, ...]


def link_problems(
    pages: Mapping[Key, Page],
    facts: Mapping[str, Fact],
    known: Iterable[Key] = (),
    *,
    all_facts: bool = True,
) -> Iterator[Problem]:
    """Yield every name that leads nowhere: entries, facts, sections and sources.

    `known` are other entries: of the base that the pages lie over, and of files that could not be
    read. `all_facts` says that no sheet of shared facts is among those files.
    """
    by_all = quotable_by_all(facts)
    keys = {*pages, *known}
    for page in pages.values():
        for loc, message in entry_faults(page.entry, keys, by_all, all_facts=all_facts):
            yield Problem(page.path, page.line(*loc), str(loc[0]), message)


def texts(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Yield each text of an entry that may quote a fact, with its place."""
    for (field, *rest), text in part_texts(entry):
        yield (field, *(rest if field == "conditions" else ())), text
    for number, section in enumerate(entry.sections):
        for loc, text in part_texts(section):
            yield ("sections", number, *(loc if loc[0] == "conditions" else ())), text


def part_texts(part: Entry | Section) -> Iterator[tuple[Loc, str]]:
    """Yield each text of one part that may quote a fact, with its place in the part."""
    if part.conditions:
        for name, text in part.conditions.texts():
            yield ("conditions", name), text
    yield ("summary",), part.summary
    for number, point in enumerate(part.points):
        yield ("points", number), point
    yield ("more",), part.more


def quoted_names(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the name of each shared fact that some entry quotes, or has for its middle."""
    for entry in entries:
        if isinstance(entry, Salary) and entry.median:
            yield entry.median
        for _, text in texts(entry):
            for name in quotes(text):
                if name.startswith(SHARED):
                    yield name.removeprefix(SHARED)


def entry_faults(
    entry: Entry, keys: Container[Key], by_all: dict[str, Fact], *, all_facts: bool = True
) -> Iterator[tuple[Loc, str]]:
    """Yield the place and the fault of every name in an entry that leads nowhere.

    Unless all shared facts could be read, a name of one that is not there is no fault.
    """
    for loc, key in _links(entry):
        if key not in keys:
            yield loc, f"there is no entry '{key}'"
        elif key == entry.key:
            yield loc, "an entry cannot name itself"
    yield from _quote_faults(entry, by_all, all_facts=all_facts)
    if entry.high_stakes and not entry.conditions:
        yield ("high-stakes",), "needs 'conditions': to whom it applies and what never to do first"
    yield from _source_faults(entry)
    if isinstance(entry, Salary) and entry.median:
        middle = by_all.get(SHARED + entry.median)
        if middle is None and all_facts:
            yield ("median",), f"there is no shared fact '{entry.median}'"
        elif middle is not None and not isinstance(middle.value, int):
            yield ("median",), f"the value of the fact '{entry.median}' is not a whole number"


def _quote_faults(
    entry: Entry, by_all: dict[str, Fact], *, all_facts: bool
) -> Iterator[tuple[Loc, str]]:
    known = quotable_facts(entry, by_all)
    for loc, text in texts(entry):
        for name in quotes(text):
            if name not in known and (all_facts or not name.startswith(SHARED)):
                yield loc, _no_fact(name, by_all)
        for name in quotes_with_words(text):
            yield loc, f"{{{{{name}|…}}}}: only a translation may say a fact in its own words"


def _links(entry: Entry) -> Iterator[tuple[Loc, Key]]:
    for field, keys in (("lookalikes", entry.lookalikes), ("related", entry.related)):
        for number, key in enumerate(keys):
            yield (field, number), key
    if isinstance(entry, Role):
        for number, key in enumerate(entry.typical_visas):
            yield ("typical_visas", number), key
    if isinstance(entry, Salary) and entry.role:
        yield ("role",), entry.role


def _no_fact(name: str, by_all: Mapping[str, Fact]) -> str:
    if SHARED + name in by_all:
        return f"{{{{{name}}}}} is a shared fact: quote it as {{{{{SHARED}{name}}}}}"
    return f"{{{{{name}}}}} quotes a fact that does not exist"


def _source_faults(entry: Entry) -> Iterator[tuple[Loc, str]]:
    sections = {OVERVIEW, *(section.name for section in entry.sections)}
    for number, source in enumerate(entry.sources):
        for name in source.sections:
            if name not in sections:
                yield ("sources", number), f"there is no section '{name}' in the body"
    for name in sorted(sections):
        if not entry.sources_for(None if name == OVERVIEW else name):
            yield ("sources",), f"no source supports the section '{name}'"
    known = {source.url for source in entry.sources}
    for number, fact in enumerate(entry.facts):
        if fact.source not in known:
            yield ("facts", number, "source"), "is not one of the entry's sources"
