"""List, show and begin entries of the base."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import exit_on_error, fail, load_settings, write_new
from bot.cli.exits import Exit
from bot.kb.model.keys import Key, Kind

if TYPE_CHECKING:
    from bot.kb.reading.library import Library

MOST_MEANT = 3
"""Keys that are offered in the place of one that does not exist."""


def _keys(incomplete: str) -> list[str]:
    """List keys for a shell to complete, by the names of files, since the shell waits."""
    folder = load_settings().knowledge
    files = ((kind, path) for kind in Kind for path in (folder / kind.folder).glob("*.md"))
    # A second dot stands before a language, or before what strangers ask.
    keys = {f"{kind}:{path.stem}" for kind, path in files if "." not in path.stem}
    return sorted(key for key in keys if key.startswith(incomplete))


def list_entries(
    kind: Annotated[Kind | None, typer.Option(help="Only this kind.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List every entry by its key."""
    library = _library()
    keys = [key for key in library.entries if kind in (None, key.kind)]
    if as_json:
        rows = [_as_data(library, key) for key in keys]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for key in keys:
        typer.echo(f"{key!s:<40} {library.entries[key].title}")


def show(
    key: Annotated[str, typer.Argument(help="Such as visa:h-1b.", autocompletion=_keys)],
) -> None:
    """Print an entry as Markdown."""
    from bot.kb.reading.markdown import print_entry

    library = _library()
    try:
        entry = library.entries.get(Key.parse(key))
    except ValueError:
        entry = None
    if entry is None:
        suggestions = " or ".join(_suggest_keys(key, map(str, library.entries)))
        way_on = f"did you mean {suggestions}?" if suggestions else "'almanac kb list' lists all."
        raise fail(f"There is no entry '{key}': {way_on}", Exit.PROBLEMS)
    typer.echo(print_entry(entry), nl=False)


def new(
    kind: Annotated[Kind, typer.Argument(help="What it is.")],
    slug: Annotated[str, typer.Argument(help="Its short name: small letters and hyphens.")],
    language: Annotated[
        str | None, typer.Option(help="Begin a translation of it, such as es or pt-BR.")
    ] = None,
) -> None:
    """Write a new entry, or a translation of one, ready to be filled in."""
    from bot.kb.checking.skeleton import skeleton
    from bot.kb.reading.phrasing_files import MARK
    from bot.services.ports.clock import system_clock, today

    settings = load_settings()
    try:
        key = Key(kind, slug)
    except ValueError as error:
        raise fail(f"This is not a name for an entry: {error}.", Exit.PROBLEMS) from None
    name, text = f"{key.slug}.md", skeleton(key, today(system_clock))
    if language is not None:
        name, text = f"{key.slug}.{language}.md", _translation(key, language)
    path = settings.knowledge / key.kind.folder / name
    write_new(path, text)
    hint = "" if language else f" (what strangers type goes into {key.slug}.{MARK}.md beside it)"
    typer.echo(f"{path}: fill it in{hint}, then run 'almanac kb check'")


def _library() -> "Library":
    from bot.kb.reading.library import load_library

    settings = load_settings()
    with exit_on_error():
        return load_library(settings.knowledge)


def _as_data(library: "Library", key: Key) -> dict[str, object]:
    entry = library.entries[key]
    return {
        "key": str(key),
        "kind": key.kind,
        "title": entry.title,
        "sections": [section.name for section in entry.sections],
        "languages": list(library.translations.get(key, ())),
        "reviewed": entry.reviewed.isoformat(),
        "next_review": entry.next_review.isoformat(),
    }


def _suggest_keys(typed: str, keys: Iterable[str]) -> list[str]:
    """Find the keys that a misspelled one means, or that are near it: hyphens count for nothing."""
    known = {_squeeze(key): key for key in keys}
    same = [key for plain, key in known.items() if _squeeze(typed) in (plain, _slug(plain))]
    near = get_close_matches(_squeeze(typed), known, MOST_MEANT)
    return same or [known[one] for one in near]


def _squeeze(key: str) -> str:
    return key.casefold().replace("-", "").replace(" ", "")


def _slug(key: str) -> str:
    return key.partition(":")[2]


def _translation(key: Key, language: str) -> str:
    from bot.kb.model.languages import LANGUAGES
    from bot.kb.reading.translations import translation_skeleton
    from bot.services.ports.clock import system_clock, today

    if language not in LANGUAGES:
        text = f"'{language}' is not a language of answers: {', '.join(LANGUAGES)}."
        raise fail(text, Exit.PROBLEMS)
    entry = _library().entries.get(key)
    if entry is None:
        raise fail(f"There is no entry '{key}' to translate.", Exit.PROBLEMS)
    return translation_skeleton(entry, today(system_clock))
