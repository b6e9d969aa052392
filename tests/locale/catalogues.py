"""The catalogues as they should be: every line of the real command tree, and no other."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.chat.languages import MENU, SUFFIX, read_lines

FOLDER = Path(__file__).parents[2] / "bot" / "locale"

SOURCE = "en"
"""The language of the code, which needs no catalogue."""

SUBCOMMAND, GROUP = 1, 2
"""Options that are commands themselves ("Application Command Option Type")."""

SLASH = 1
"""A command that is typed; the others are menus ("Application Command Types")."""

WIDTH = 100

HEADER = "# How to add a line or a language: README.md beside this file."

_KEPT = re.compile(rb'"(Language:|Content-Type|Content-Transfer-Encoding|MIME-Version)')
"""What a catalogue's head says; days and versions are told by git."""


def template(payload: list[dict[str, Any]]) -> Catalog:
    """List what the commands show, each text with all places where it stands."""
    found = Catalog(header_comment=HEADER, fuzzy=False)
    for command in payload:
        kind = "command" if command["type"] == SLASH else MENU
        for context, text, place in _texts(command, kind, ""):
            found.add(text, context=context, auto_comments=[place])
    return found


def updated(file: Path, wanted: Catalog) -> bytes:
    """Return a catalogue with every line that it should have; what is new is empty."""
    catalogue = _opened(file)
    if is_regional(file):
        wanted = _only(wanted, catalogue)
    catalogue.update(
        wanted, no_fuzzy_matching=True, update_header_comment=True, update_creation_date=False
    )
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, ignore_obsolete=True)
    head, _, rest = written.getvalue().partition(b"\n\n")
    kept = [line for line in head.splitlines() if not line.startswith(b'"') or _KEPT.match(line)]
    return b"\n".join(kept) + b"\n\n" + rest.strip() + b"\n"


def missing(file: Path, wanted: Catalog) -> list[str]:
    """List what a catalogue does not translate; a regional one may leave out what it likes."""
    if is_regional(file):
        return []
    there = read_lines(file)
    return [str(line.id) for line in wanted if line.id and (line.context, line.id) not in there]


def is_regional(file: Path) -> bool:
    """Tell whether a catalogue holds only what differs from that of its language."""
    language = file.stem.partition("-")[0]
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
        if line.id and there.get(line.id, line.context):
            fewer.add(line.id, context=line.context, auto_comments=line.auto_comments)
    return fewer


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
