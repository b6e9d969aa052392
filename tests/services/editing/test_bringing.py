"""What a server has already comes in, in whichever of the usual shapes it was written."""

from datetime import date

import pytest

from bot.kb.files.archive import BadArchiveError, write_archive
from bot.kb.model.entries import Faq
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.bringing import read_import
from bot.services.editing.editor import Edit, Editor
from bot.services.editing.exchange import plan_import, plan_import_with_phrasings
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock

GUILD, TODAY = 100, date(2026, 11, 24)
SERVER = f"https://discord.com/channels/{GUILD}"


def read(name: str, text: str, snapshots: SnapshotHolder | None = None) -> dict[str, Faq]:
    """Bring a page in; return its entries by their question."""
    shown = snapshots.view(GUILD).library.entries if snapshots else {}
    files = read_import(name, text.encode(), shown, GUILD, TODAY)
    entries = {}
    for path, body in files.items():
        key = Key.parse(f"faq:{path.removeprefix('faq/').removesuffix('.md')}")
        entry = parse_entry(body, key)
        assert isinstance(entry, Faq)
        entries[entry.question] = entry
    return entries


JOIN, WHEN = "How do I join?", "And when?"
ASK, MONDAY = "Ask a moderator.", "On Monday."


def lines(*parts: str) -> str:
    """Write a page, one empty line between its parts."""
    return "\n\n".join(parts)


SHAPES = {
    "two levels": lines("# FAQ", "Hello.", f"## {JOIN}", ASK, f"### {WHEN}", MONDAY),
    "groups": lines("# FAQ", "## Joining", f"### {JOIN}", ASK, f"### {WHEN}", MONDAY),
    "one level": f"# {JOIN}\n{ASK}\n# {WHEN}\n{MONDAY}",
    "q and a": f"Q: {JOIN}\nA: {ASK}\n\nQ: {WHEN}\nA: {MONDAY}",
    "bold q and a": f"**Q: {JOIN}**\n**A:** {ASK}\n\n**Q: {WHEN}**\n**A:** {MONDAY}",
    "numbered q and a": f"Q1. {JOIN}\nA1. {ASK}\nQ2. {WHEN}\nA2. {MONDAY}",
    "in full": f"Question: {JOIN}\nAnswer: {ASK}\nQuestion: {WHEN}\nAnswer: {MONDAY}",
    "bold lines": f"**{JOIN}**\n{ASK}\n\n**{WHEN}**\n{MONDAY}",
    "underlined": lines("FAQ\n===", f"{JOIN}\n------", ASK, f"{WHEN}\n---", MONDAY),
    "details": lines(
        f"<details>\n<summary>{JOIN}</summary>",
        ASK,
        f"</details>\n<details><summary>{WHEN}</summary>",
        f"{MONDAY}\n</details>",
    ),
    "windows": lines(f"## {JOIN}", ASK, f"## {WHEN}", MONDAY).replace("\n", "\r\n"),
    "brackets": f"Q) {JOIN}\nA) {ASK}\nQ) {WHEN}\nA) {MONDAY}",
    "dashes": f"Q - {JOIN}\nA - {ASK}\n\nQ - {WHEN}\nA - {MONDAY}",
    "headings with q": f"### Q: {JOIN}\nA: {ASK}\n### Q: {WHEN}\nA: {MONDAY}",
    "bold in one line": f"**{JOIN}** {ASK}\n\n**{WHEN}** {MONDAY}",
    "bold numbers": f"# FAQ\n\n1. **{JOIN}**\n   {ASK}\n\n2. **{WHEN}**\n\n   {MONDAY}",
    "plain numbers": f"FAQ\n\n1. {JOIN}\n{ASK}\n\n2) {WHEN}\n{MONDAY}",
    "toggles": f"# FAQ\n\nOwner: Jo\n\n- {JOIN}\n    \n    {ASK}\n\n- {WHEN}\n    \n    {MONDAY}",
    "pinned": f"📌 **FAQ**\n━━━━━━\n❓ **{JOIN}**\n> {ASK}\n\n**❓ {WHEN}**\n> {MONDAY}",
    "google docs": (
        f"# **FAQ** {{#faq}}\n\n## **{JOIN}** {{#join?}}\n\nAsk a moderator\\.\n\n![][image1]\n\n"
        f"## {WHEN} {{#when}}\n\n{MONDAY}\n\n[image1]: <data:image/png;base64,iVBO>"
    ),
    "html": (
        f'<h1 align="center">FAQ</h1>\n<h2>{JOIN}</h2>\n<p>{ASK}</p>\n'
        f"<details><summary><b>{WHEN}</b></summary>\n\n{MONDAY}\n\n</details>"
    ),
    "a site": f"---\ntitle: FAQ\nlayout: page\n---\n\n## {JOIN}\n{ASK}\n\n## {WHEN}\n{MONDAY}",
    "keycaps": f"## 1\ufe0f\u20e3 {JOIN}\n{ASK}\n## 2\ufe0f\u20e3 {WHEN}\n{MONDAY}",
    "old mac": f"## {JOIN}\r{ASK}\r## {WHEN}\r{MONDAY}\r",
    "a mark and rules": lines(f"\ufeff## {JOIN} ##", ASK, "***", f"## {WHEN}", MONDAY, "---"),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_page_of_any_usual_shape_gives_its_questions(text: str) -> None:
    found = read("faq.md", text)
    assert {name: one.summary for name, one in found.items()} == {
        JOIN: ASK,
        WHEN: MONDAY,
    }
    for one in found.values():
        assert not one.points
        assert not one.more


def test_tags_links_and_lists_of_html_come_in_as_markdown() -> None:
    text = (
        '## Where?\nOn <a href="https://wiki.example/">the <b>wiki</b></a> &amp; here.<br/>Look.\n'
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\n- [x] done\n\n```html\n<b>kept</b>\n```\n\n"
        "<p>Type `<br>` here, not https://wiki.example/?a=1&section=2.</p>\n"
    )
    found = read("x.md", text)["Where?"]
    assert found.summary == "On [the **wiki**](https://wiki.example/) & here."
    assert found.more.startswith("Look.\n\n- one\n- two\n\n- done")
    assert "```html\n<b>kept</b>\n```" in found.more
    assert "Type `<br>` here, not https://wiki.example/?a=1&section=2." in found.more


def test_a_file_of_windows_comes_in_whatever_it_was_saved_as() -> None:
    for encoding in ("utf-16", "utf-8-sig"):
        files = read_import("x.txt", f"Q: {JOIN}\r\nA: Là.".encode(encoding), {}, GUILD, TODAY)
        assert "Là." in files["faq/join.md"]
    with pytest.raises(BadArchiveError, match=r"\(byte 4\): save it as UTF-8, as \.md or \.txt"):
        read_import("x.txt", "Q: Où?".encode("latin-1"), {}, GUILD, TODAY)


def problems(text: str) -> list[str]:
    with pytest.raises(BrokenBaseError) as caught:
        read("x.md", text)
    return [str(problem) for problem in caught.value.problems]


def test_no_answer_of_a_page_is_lost_to_the_same_question() -> None:
    text = f"## {JOIN}\n{ASK}\n## {WHEN}\n{MONDAY}\n## how do I  join\nUse the link."
    assert problems(text) == [
        "x.md:5: how do I join: stands in x.md:1 already: put both answers together, or rename one."
    ]


def test_a_question_without_an_answer_is_named_and_a_group_of_questions_is_none() -> None:
    text = f"# FAQ\n## Questions?\n### {JOIN}\n{ASK}\n### {WHEN}\n## Other\n"
    assert problems(text) == [
        f"x.md:5: {WHEN}: has no answer below it: write one, or take the question out."
    ]


def test_what_may_not_be_stored_names_the_line_of_the_page() -> None:
    text = f"## {JOIN}\n{ASK}\n\n## {WHEN}\nAsk @everyone. Join discord.gg/abc today."
    assert problems(text) == [
        f"x.md:4: {WHEN}: '@everyone' would mention people: write the name without it.",
        f"x.md:4: {WHEN}: 'discord.gg/abc' is an invite to another server: leave it out.",
    ]
    allowed = text.replace("@everyone", "us").encode()
    assert read_import("x.md", allowed, {}, GUILD, TODAY, invites=True)


def test_a_zip_of_pages_comes_in_whole_or_says_which_file_does_not() -> None:
    pages = {
        "Export/README.md": "Hello.",
        "Export/FAQ 1a2b.md": f"# FAQ\n\n## {JOIN}\n{ASK}",
        "Export/FAQ 1a2b/logo.png": "no text",
        "Export/when.txt": f"Q: {WHEN}\nA: {MONDAY}",
    }
    found = read_import("x.zip", write_archive(pages), {}, GUILD, TODAY)
    assert list(found) == ["faq/join.md", "faq/and-when.md"]
    for name, text, fault in (
        ("table.csv", "a,b", "'table.csv' is no page"),
        ("word/document.xml", "<w/>", "a file of an office program: save it as"),
        ("notes.md", "Only prose.", "There is no question in 'notes.md'"),
    ):
        with pytest.raises(BadArchiveError, match=fault):
            read_import("x.zip", write_archive(pages | {name: text}), {}, GUILD, TODAY)
    twice = write_archive(pages | {"more.md": f"## {JOIN}\nNo."})
    with pytest.raises(BrokenBaseError, match=r"more\.md:1"):
        read_import("x.zip", twice, {}, GUILD, TODAY)


RICH = """## 2. How do I install it?

1. Get `uv`.
2. Run it.

```sh
# a comment, no heading
uv sync
```

| Tool | Version |
|---|---|
| uv | 0.9 |

## Where is the code?

See [the repository](https://github.com/example/code). It is [big](docs/big.md). ![logo](logo.png)

- one
  - two
"""


def test_code_steps_tables_and_links_come_in_as_cards_show_them() -> None:
    found = read("README.md", RICH)
    install, code = found["2. How do I install it?"], found["Where is the code?"]
    assert install.summary == "How do I install it:"
    assert "1. Get `uv`.\n2. Run it." in install.more
    assert "```sh\n# a comment, no heading\nuv sync\n```" in install.more
    assert "- uv: Version: 0.9" in install.more
    assert [one.url for one in install.sources] == [SERVER], "it names no page of its own"
    assert code.summary == "See [the repository](https://github.com/example/code)."
    assert "- one\n- two" in code.more, "bullets within bullets would not be shown"
    assert [one.url for one in code.sources] == ["https://github.com/example/code"]


BARE = "---\nquestion: May I bring tea?\n---\nYes, you may.\n"


def test_what_an_entry_lacks_is_proposed() -> None:
    files = read_import("tea.md", BARE.encode(), {}, GUILD, TODAY)
    entry = parse_entry(files["faq/tea.md"], Key.parse("faq:tea"))
    assert isinstance(entry, Faq)
    assert (entry.title, entry.summary) == ("May I bring tea", "Yes, you may.")
    assert entry.reviewed == TODAY
    assert entry.sources[0].url == SERVER


def test_a_readme_in_a_zip_is_no_error() -> None:
    packed = write_archive({"README.md": "Hello.", "faq/readme.txt": "Hello.", "faq/tea.md": BARE})
    assert list(read_import("x.zip", packed, {}, GUILD, TODAY)) == ["faq/tea.md"]


@pytest.mark.parametrize("text", ["Just prose.", "## Empty?"])
def test_a_page_without_questions_says_how_to_write_them(text: str) -> None:
    with pytest.raises(BadArchiveError, match=r"There is no question in 'x\.md': write each as"):
        read_import("x.md", text.encode(), {}, GUILD, TODAY)


def test_a_page_of_endless_questions_is_refused() -> None:
    page = "\n".join(f"## {n}?\n\nYes." for n in range(2001))
    with pytest.raises(BadArchiveError, match="more than 2,000 questions"):
        read_import("x.md", page.encode(), {}, GUILD, TODAY)


def test_every_problem_of_a_page_names_its_line() -> None:
    text = "## One?\n\nFine.\n\n## Two?\n\n```\nnever closed\n\n## " + "x" * 300 + "\n\nLong."
    with pytest.raises(BrokenBaseError) as caught:
        read_import(
            "x.md", text.replace("```\nnever closed\n\n", "Ok.\n\n").encode(), {}, GUILD, TODAY
        )
    assert [one.line for one in caught.value.problems] == [9]


async def test_look_alikes_become_phrasings_and_one_undo_takes_all_back(
    snapshots: SnapshotHolder, clock: Clock
) -> None:
    stores = memory_stores()
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    page = "## Do we need a PhD for ML jobs?\n\nNo.\n\n## Where is the party?\n\nIn the garden."
    files = read_import("x.md", page.encode(), snapshots.view(GUILD).library.entries, GUILD, TODAY)
    found = plan_import(snapshots, editor, GUILD, files)
    assert str(found) == "2 new, 0 changed, 0 retired, 0 the same"
    assert [(one.phrasing, str(one.answer.address)) for one in found.similar] == [
        ("Do we need a PhD for ML jobs?", "faq:phd-needed")
    ]
    merged = plan_import_with_phrasings(snapshots, editor, GUILD, files)
    assert str(merged) == "1 new, 1 changed, 0 retired, 0 the same"
    saved = await editor.save(Edit(GUILD, 1, "1"), merged.proposals)
    entries = snapshots.view(GUILD).library.entries
    assert "Do we need a PhD for ML jobs?" in entries[Key.parse("faq:phd-needed")].asks
    again = read_import("x.md", page.encode(), entries, GUILD, TODAY)
    assert str(plan_import(snapshots, editor, GUILD, again)).startswith("1 new, 0 changed")
    await editor.undo(Edit(GUILD, 1, "2"), saved.batch)
    assert snapshots.view(GUILD).library.entries == snapshots.snapshot.library.entries
