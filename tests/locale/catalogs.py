"""The catalogs as they should be: every line of the commands and of the code, and no other."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.chat.sending.languages import MENU
from bot.locale.catalogs import SUFFIX, language_of

CODE = Path(__file__).parents[2] / "bot"

FOLDER = CODE / "locale"

SOURCE = "en"
"""The language of the code, which needs no catalog."""

SUBCOMMAND, GROUP = 1, 2
"""Options that are commands themselves ("Application Command Option Type")."""

SLASH = 1
"""A command that is typed; the others are menus ("Application Command Types")."""

WIDTH = 100

REMARK = "Translators:"
"""Begins a comment in the code that is shown to translators."""

HEADER = "# How to add a line or a language: README.md beside this file."

_KEPT = re.compile(rb'"(Language:|Content-Type|Content-Transfer-Encoding|MIME-Version)')
"""What a catalog's head says; days and versions are told by git."""


def template(payload: list[dict[str, Any]]) -> Catalog:
    """List what the commands show and the code says, each text with all places where it stands."""
    found = Catalog(header_comment=HEADER, fuzzy=False)
    for command in payload:
        kind = "command" if command["type"] == SLASH else MENU
        for context, text, place in _texts(command, kind, ""):
            found.add(text, context=context, auto_comments=[place])
    for file, said, comments, said_as in sentences():
        found.add(said, context=said_as, auto_comments=[*comments, file])
    return found


def sentences() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """List what the code marks: its file, the text, remarks for translators and the context."""
    found = extract_from_dir(CODE, method_map=[("**.py", "python")], comment_tags=[REMARK])
    for file, _, text, comments, context in sorted(found, key=lambda one: one[:2]):
        yield f"bot/{file}", text, comments, context


def updated(file: Path, wanted: Catalog) -> bytes:
    """Return a catalog with every line that it should have; what is new is empty."""
    catalog = _opened(file)
    if is_regional(file):
        wanted = _only(wanted, catalog)
    catalog.update(
        wanted, no_fuzzy_matching=True, update_header_comment=True, update_creation_date=False
    )
    written = BytesIO()
    write_po(written, catalog, width=WIDTH, ignore_obsolete=True)
    head, _, rest = written.getvalue().partition(b"\n\n")
    kept = [line for line in head.splitlines() if not line.startswith(b'"') or _KEPT.match(line)]
    return b"\n".join(kept) + b"\n\n" + rest.strip() + b"\n"


def missing(file: Path, wanted: Catalog) -> list[str]:
    """List what a catalog does not translate; a regional one may leave out what it likes."""
    if is_regional(file):
        return []
    there = _opened(file)
    return [
        str(line.id)
        for line in wanted
        if line.id and not is_said(there.get(_first(line), line.context))
    ]


def is_said(line: Message | None) -> bool:
    """Tell whether a line is translated, in all forms that its language has."""
    if line is None or line.fuzzy:
        return False
    return all(line.string) if isinstance(line.string, tuple) else bool(line.string)


def read_lines(file: Path) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Read what a catalog says: all forms of a line, by its context and its English text."""
    return {
        (line.context or "", _first(line)): forms(line.string or "")
        for line in _opened(file)
        if line.id and is_said(line)
    }


def is_regional(file: Path) -> bool:
    """Tell whether a catalog holds only what differs from that of its language."""
    language = language_of(file.stem)
    return file.stem != language and (
        language == SOURCE or file.with_name(language + SUFFIX).exists()
    )


def _opened(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(file.stem.replace("-", "_"), header_comment=HEADER, fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=file.stem.replace("-", "_"), abort_invalid=True)


def _only(wanted: Catalog, there: Catalog) -> Catalog:
    fewer = Catalog(header_comment=wanted.header_comment, fuzzy=False)
    for line in wanted:
        if line.id and there.get(_first(line), line.context):
            fewer.add(line.id, context=line.context, auto_comments=line.auto_comments)
    return fewer


def _first(line: Message) -> str:
    return forms(line.id)[0]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return a line in all its forms: one, or one for each number that a language tells apart."""
    return (text,) if isinstance(text, str) else tuple(text)


def _texts(node: dict[str, Any], kind: str, above: str) -> Iterator[tuple[str, str, str]]:
    place = f"/{node['name']}" if not above and kind != MENU else f"{above} {node['name']}".strip()
    yield kind, node["name"], place
    if node.get("description"):
        yield "description", node["description"], place
    for choice in node.get("choices", ()):
        yield "choice", choice["name"], f"{place}: {choice['name']}"
    for option in node.get("options", ()):
        inner = "command" if option["type"] in {SUBCOMMAND, GROUP} else "option"
        yield from _texts(option, inner, place)
