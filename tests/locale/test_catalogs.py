"""Every language says all that the commands show, within what Discord takes."""

import ast
import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from discord.app_commands.commands import validate_context_menu_name, validate_name
from markdown_it import MarkdownIt

from bot.app import describe_commands
from bot.chat.sync import localize_payload
from bot.locale.catalogs import SUFFIX
from bot.services.wages.names import JOB_NAMES
from bot.settings import Settings
from tests.locale.catalogs import (
    CODE,
    FOLDER,
    SLASH,
    SOURCE,
    forms,
    is_regional,
    missing,
    read_lines,
    sentences,
    template,
    updated,
)
from tests.support.discord.contract import OPENAPI, Contract
from tests.support.discord.discord_server import Request
from tests.support.knowledge.base import small_base

FILES = sorted(FOLDER.glob(f"*{SUFFIX}"))

LOCALES = ("es-ES", "es-419", "hi", "pt-BR", "zh-CN")
"""As Discord calls them ("Reference", "Locales")."""

LONGEST_DESCRIPTION = 100
LONGEST_COMMAND = 8000
"""Characters of all names, descriptions and values of a command, its options and choices; the
longest translation of each counts ("Application Commands", "Create Global Application Command")."""

FIXED = re.compile(
    r"/my (?:data|forget|plain|watches)"
    r"|/kb (?:add|alias|board|edit|export|history|import|inbox|restore|retire|stats|try|verify)"
    r"|/[a-z]+|[A-Z]-\d[A-Z]|FAQ|MLOps engineer|Markdown|\bzip\b"
)
"""What stays as it is in every language: commands in a text, codes, titles of the base."""

MARKUP = re.compile(r"\n|\*\*|`|^### |^-# |^> ", re.MULTILINE)
"""What draws a text on Discord, and has to stand in every language."""

ENGLISH = {"es": "inglés", "es-ES": "inglés", "hi": "अंग्रेज़ी", "pt-BR": "inglês", "zh-CN": "英文"}
"""The word for English in the language of each catalog."""

Payload = list[dict[str, Any]]


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> Payload:
    """Describe the real commands as Discord receives them."""
    knowledge = small_base(tmp_path_factory.mktemp("base"))
    return asyncio.run(describe_commands(Settings(knowledge=knowledge)))


@pytest.fixture(scope="module")
def wanted(payload: Payload) -> Catalog:
    return template(payload)


def nodes(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Walk through commands, options and choices."""
    for node in tree:
        yield node
        yield from nodes(node.get("options", []))
        yield from nodes(node.get("choices", []))


def levels(tree: list[dict[str, Any]]) -> Iterator[list[str]]:
    """List the names that stand beside each other."""
    yield [node["name"] for node in tree]
    for node in tree:
        for inner in ("options", "choices"):
            if node.get(inner):
                yield from levels(node[inner])


def filled_in(text: str) -> set[str | None]:
    """Name what is filled into a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def bold(text: str) -> int:
    """Count the bold parts as Markdown draws them: stars between letters and signs do nothing."""
    tokens = MarkdownIt().parse(text)
    inline = chain.from_iterable(token.children or () for token in tokens)
    return sum(token.type == "strong_open" for token in inline)


def edges(text: str) -> tuple[str, str]:
    """Return the white space around a text, which joins it to others."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def marked(tree: ast.AST) -> Iterator[str]:
    """List the texts that code marks to be translated: literals, also inside of other strings."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in {"_", "N_", "gettext", "ngettext", "pgettext"}:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield from (str(one) for one in texts[node.func.id == "pgettext" :])


def slash(payload: Payload) -> Payload:
    return [command for command in payload if command["type"] == SLASH]


def stem(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_a_catalog_translates_every_line(file: Path, wanted: Catalog) -> None:
    assert missing(file, wanted) == [], "translate them; bot/locale/README.md says how"


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_a_catalog_has_no_other_line_than_the_commands_show(file: Path, wanted: Catalog) -> None:
    assert file.read_bytes() == updated(file, wanted), "make locale brings it up to date"


@pytest.mark.parametrize("file", [file for file in FILES if is_regional(file)], ids=stem)
def test_a_regional_catalog_holds_only_what_differs(file: Path) -> None:
    language = file.with_name(file.stem.partition("-")[0] + SUFFIX)
    common = read_lines(language) if language.exists() else {}
    for key, text in read_lines(file).items():
        assert text != common.get(key, (key[1],)), key


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_the_commands_show_is_said_in_every_language(
    locale: str, payload: Payload
) -> None:
    for node in nodes(payload):
        assert locale in node["name_localizations"], node["name"]
        if node.get("description"):
            assert locale in node["description_localizations"], node["description"]


def test_english_is_what_stands_in_the_code(payload: Payload) -> None:
    for node in nodes(payload):
        assert not [name for name in node["name_localizations"] if name.startswith(SOURCE)]


@pytest.mark.parametrize("locale", LOCALES)
def test_names_are_as_discord_wants_them(locale: str, payload: Payload) -> None:
    typed = slash(payload)
    menus = [command for command in payload if command["type"] != SLASH]
    choices = [choice for node in nodes(typed) for choice in node.get("choices", [])]
    for node in nodes(localize_payload(locale, typed)):
        if "value" not in node:
            validate_name(node["name"])
    for menu in localize_payload(locale, menus):
        validate_context_menu_name(menu["name"])
    for choice in localize_payload(locale, choices):
        assert 1 <= len(choice["name"]) <= LONGEST_DESCRIPTION


@pytest.mark.parametrize("locale", LOCALES)
def test_descriptions_fit(locale: str, payload: Payload) -> None:
    for node in nodes(localize_payload(locale, slash(payload))):
        if "description" in node:
            assert 1 <= len(node["description"]) <= LONGEST_DESCRIPTION, node["description"]


@pytest.mark.parametrize("locale", LOCALES)
def test_names_beside_each_other_differ_also_from_the_english_ones(
    locale: str, payload: Payload
) -> None:
    for english, theirs in zip(
        levels(payload), levels(localize_payload(locale, payload)), strict=True
    ):
        assert len(set(theirs)) == len(theirs), theirs
        for own, name in zip(english, theirs, strict=True):
            assert name == own or name not in english, f"{name} is another in English"


def test_every_command_is_short_enough_with_its_longest_translations(payload: Payload) -> None:
    def longest(node: dict[str, Any], field: str) -> int:
        texts = [node.get(field, ""), *node.get(f"{field}_localizations", {}).values()]
        return max(map(len, texts))

    for command in payload:
        parts = list(nodes([command]))
        size = sum(longest(part, field) for part in parts for field in ("name", "description"))
        size += sum(len(str(part.get("value", ""))) for part in parts)
        assert size <= LONGEST_COMMAND, (command["name"], size)


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_commands_codes_and_titles_stay_as_they_are(file: Path) -> None:
    for (context, english), texts in read_lines(file).items():
        # A job is a title in suggestions, which are in English, and a word in an answer about pay.
        if context in {"", "description", "menu"} and english not in JOB_NAMES:
            for text in texts:
                assert [word for word in FIXED.findall(english) if word not in text] == [], text


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_who_asks_in_another_language_is_told_that_answers_are_in_english(
    file: Path, payload: Payload
) -> None:
    ask = next(command for command in payload if command["name"] == "ask")
    (text,) = read_lines(file)["description", ask["description"]]
    assert ENGLISH[file.stem] in text


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_letters_are_composed_as_keyboards_write_them(file: Path) -> None:
    for text in chain.from_iterable(read_lines(file).values()):
        assert unicodedata.is_normalized("NFC", text), text


@pytest.mark.parametrize("file", FILES, ids=stem)
def test_a_sentence_is_filled_in_with_the_same_and_drawn_in_the_same_way(file: Path) -> None:
    for (context, english), texts in read_lines(file).items():
        for text in texts if not context else ():
            assert filled_in(text) == filled_in(english), text
            assert Counter(MARKUP.findall(text)) == Counter(MARKUP.findall(english)), text
            assert bold(text) == bold(english), f"{text} – Markdown does not draw this bold"
            assert edges(text) == edges(english), text


def test_whatever_the_code_marks_is_found_for_the_catalogs() -> None:
    found = {first for _, text, *_ in sentences() for first in forms(text)}
    for file in CODE.rglob("*.py"):
        assert set(marked(ast.parse(file.read_text("utf-8")))) <= found, file


@pytest.mark.skipif(not OPENAPI.exists(), reason="Discord's description is not here")
def test_discord_takes_the_translated_commands(payload: Payload) -> None:
    request = Request("PUT", "/applications/1/commands", payload)
    assert Contract().refusals(request) == []


def test_sources_are_as_of_a_day_and_answers_reviewed_or_verified_but_never_checked() -> None:
    texts = {text for _, text in read_lines(FOLDER / "es.po")}
    assert [text for text in texts if re.search(r"\bchecked\b", text, re.IGNORECASE)] == []
