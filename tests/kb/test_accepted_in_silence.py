"""What an editor may think is read, true or shown, and is not, is said by name."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.skeleton import skeleton
from bot.kb.model.figures import contradicts
from bot.kb.model.keys import Key, Kind
from bot.kb.model.problems import Severity
from bot.kb.reading.library import load_library
from bot.kb.reading.translations import translation_skeleton
from bot.services.editing.checking import check_base
from tests.support.knowledge.base import FAQ_OWN, page, small_base, write_page

TODAY = date(2026, 11, 24)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path / "base")


def found(base: Path, severity: Severity = Severity.ERROR) -> list[str]:
    checked = check_base(base, TODAY)
    return [
        str(one).replace(f"{base}/", "") for one in checked.problems if one.severity is severity
    ]


def faq(base: Path, front: str = "", body: str = "", question: str = "What of kaggle?") -> None:
    own = FAQ_OWN.format(question=question)
    write_page(base, "faq:kaggle", page("Kaggle", own, body, front=front))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("faq/x.MD", "faq/x.MD:1: file: is not read: its name must end in '.md'"),
        ("faq/x.markdown", "faq/x.markdown:1: file: is not read"),
        ("faq/x.txt", "faq/x.txt:1: file: is not read"),
        ("faq/new/x.md", "faq/new:1: folder: is not read: files stand directly in 'faq'"),
        ("facts/x.TOML", "facts/x.TOML:1: file: is not read: its name must end in '.toml'"),
        ("facts/x.yaml", "facts/x.yaml:1: file: is not read"),
        ("paths/x.md", "paths/x.md:1: file: is not read: its name must end in '.toml'"),
        ("visa/x.md", "visa:1: folder: is not read: a base has no such folder; did you mean 'vis"),
        ("Faq/x.md", "Faq:1: folder: is not read: a base has no such folder; did you mean 'faq'?"),
        ("topics/x.md", "topics:1: folder: is not read: a base has no such folder"),
        ("x.md", "x.md:1: file: is not read: a base has no such file"),
        ("Lexicon.toml", "Lexicon.toml:1: file: is not read: a base has no such file; did you me"),
    ],
)
def test_a_file_that_is_not_read_is_an_error(base: Path, name: str, said: str) -> None:
    (base / name).parent.mkdir(exist_ok=True)
    (base / name).write_text("x", "utf-8")
    (problem,) = found(base)
    assert problem.startswith(said)


@pytest.mark.parametrize("name", ["faq/x.md~", "faq/x.png", "notes/x.png", "todo"])
def test_a_file_that_nobody_takes_for_knowledge_is_a_warning(base: Path, name: str) -> None:
    (base / name).parent.mkdir(exist_ok=True)
    (base / name).write_text("x", "utf-8")
    assert found(base) == []
    assert any("is not read" in one for one in found(base, Severity.WARNING))


@pytest.mark.parametrize("name", ["README.md", ".gitignore", "faq/.x.md.swp", "faq/.#x.md"])
def test_files_for_people_and_hidden_ones_are_left_alone(base: Path, name: str) -> None:
    (base / name).write_text("x", "utf-8")
    assert not [one for one in [*found(base), *found(base, Severity.WARNING)] if name in one]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("visas/h-1b.md", "2026-11-01", "2027-05-01", "reviewed: the day 2027-05-01 lies in the"),
        ("visas/h-1b.md", "2026-10-07", "2027-05-01", "sources[0].checked: the day 2027-05-01 l"),
        ("facts/fees.toml", "as_of = 2026", "as_of = 2027", "premium-fee.as_of: the day 2027"),
        ("facts/fees.toml", "checked = 2026", "checked = 2027", "sources[0].checked: the day 2027"),
        ("paths/visas.toml", "reviewed = 2026", "reviewed = 2027", "reviewed: the day 2027"),
    ],
)
def test_nobody_looked_on_a_day_to_come(
    base: Path, name: str, old: str, new: str, said: str
) -> None:
    text = (base / name).read_text("utf-8")
    assert old in text
    (base / name).write_text(text.replace(old, new, 1), "utf-8")
    (problem,) = found(base)
    assert said in problem


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("visas/h-1b.md", "category:", "categry: x\ncategory:", "did you mean 'category'?"),
        ("visas/h-1b.md", "  trust:", "  trsut: x\n  trust:", "did you mean 'trust'?"),
        ("facts/fees.toml", "as_of", "asof = 1\nas_of", "did you mean 'as_of'?"),
        ("lexicon.toml", "", "synonym = []\n", "did you mean 'synonyms'?"),
        ("paths/visas.toml", "intro", "intor = 1\nintro", "did you mean 'intro'?"),
        ("visas/h-1b.md", "category:", "refusals: []\ncategory:", "is written 'not'"),
    ],
)
def test_an_unknown_field_is_named_with_the_one_that_was_meant(
    base: Path, name: str, old: str, new: str, said: str
) -> None:
    text = (base / name).read_text("utf-8")
    assert old in text
    (base / name).write_text(text.replace(old, new, 1), "utf-8")
    assert any(said in problem for problem in found(base)), found(base)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("aliases: [a]\n", "aliases: 'a' is too short to be a name"),
        ("aliases: ['1']\n", "aliases: '1' is too short"),
        ("aliases: ['2027']\n", "aliases: '2027' is only a number"),
        ("aliases: [what is the]\n", "aliases: 'what is the' is made of common words"),
        ("aliases: [The]\n", "aliases: 'The' is made of common words"),
        ("aliases: ['?!']\n", "aliases: '?!' has no word in it"),
        ("aliases: [kaggle rank, Kaggle  Rank]\n", "must be one line of text"),
        ("aliases: [kaggle rank, Kaggle Rank]\n", "aliases: 'Kaggle Rank' stands here twice"),
        ("asks: [is kaggle ok, is kaggle ok]\n", "asks: 'is kaggle ok' stands here twice"),
    ],
)
def test_a_name_that_names_nothing_is_refused(base: Path, front: str, said: str) -> None:
    faq(base, front)
    assert any(said in problem for problem in found(base)), found(base)


def test_a_question_stands_in_one_entry_only(base: Path) -> None:
    faq(base, question="do i need a phd")
    (problem,) = found(base)
    assert "question: is also the question of" in problem


def test_aspects_are_of_sections_that_exist(base: Path) -> None:
    path = base / "lexicon.toml"
    text = path.read_text("utf-8")
    assert "[aspects]\n" in text
    text = text.replace("[aspects]\n", '[aspects]\ndurration = ["how many years"]\n')
    path.write_text(text, "utf-8")
    assert "there is no section 'durration'; did you mean 'duration'?" in "".join(found(base))


@pytest.mark.parametrize("line", ["##cost", "###cost", "##\u00a0cost"])
def test_a_heading_without_a_space_is_no_prose(base: Path, line: str) -> None:
    faq(base, body=f"\n- One.\n\n{line}\n")
    assert any("is no heading: a space is missing" in one for one in found(base)), found(base)


@pytest.mark.parametrize("text", ["**bold", "a || b", "~~x", "__x", "`code", "[a](https://x.de"])
def test_a_mark_that_is_never_closed_is_a_warning(base: Path, text: str) -> None:
    faq(base, body=f"\n- It is {text} here.\n")
    assert any("is never closed" in one for one in found(base, Severity.WARNING))


@pytest.mark.parametrize(
    "text", ["**bold** and __x__", r"2 \*\* 3", "`a ** b`", "a * b", "my_name"]
)
def test_closed_and_escaped_marks_are_left_alone(base: Path, text: str) -> None:
    faq(base, body=f"\n- It is {text} here.\n")
    assert not any("is never closed" in one for one in found(base, Severity.WARNING))


@pytest.mark.parametrize("url", ["https:///x", "https://:80/", "https://[", "https://[uscis.gov]"])
def test_an_address_names_a_site(base: Path, url: str) -> None:
    path = base / "visas" / "h-1b.md"
    text = path.read_text("utf-8").replace("https://www.uscis.gov/h-1b", f"'{url}'")
    path.write_text(text, "utf-8")
    assert any("sources[0].url: must be an address that names a site" in one for one in found(base))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_skeleton_must_be_filled_in(base: Path, kind: Kind) -> None:
    key = Key(kind, "new-thing")
    write_page(base, str(key), skeleton(key, TODAY))
    said = "".join(found(base))
    assert "summary: still says what 'kb new' wrote" in said
    assert "sources[0].title: still says what 'kb new' wrote" in said


def test_a_translation_must_be_written_over(base: Path) -> None:
    entry = load_library(base).entries[Key.parse("visa:h-1b")]
    (base / "visas" / "h-1b.es.md").write_text(translation_skeleton(entry, TODAY), "utf-8")
    assert any("h-1b.es.md" in one and "in English" in one for one in found(base))


@pytest.mark.parametrize("line", ["garbage", "retierd = []", "retired = ['visa:l-1', 'visa:l-1']"])
def test_an_overlay_says_only_what_it_may(base: Path, tmp_path: Path, line: str) -> None:
    over = load_library(base)
    folder = tmp_path / "export"
    write_page(folder, "faq:tea", page("Tea", FAQ_OWN.format(question="May I bring tea?")))
    (folder / "overlay.toml").write_text(line, "utf-8")
    problems = check_base(folder, TODAY, over).problems
    assert any(one.path.endswith("overlay.toml") for one in problems), problems


@pytest.mark.parametrize(
    ("value", "text", "unit", "wrong"),
    [
        (2965, "$2,965", "USD", False),
        (123456, "$2,965", "USD", True),
        (29, "about 29 percent", None, False),
        (0.29, "29 percent", None, True),
        (36, "thirty-six months", None, False),
        (6, "thirty-six months", None, True),
        (12, "one year", "months", False),
        (12, "one month", "months", True),
        (1000000, "$1 million", None, False),
        (5, "between 3 and 5 years", None, False),
        (7, "a few", None, False),
        (date(2027, 4, 1), "1 April", None, False),
        (date(2027, 4, 1), "2 April", None, True),
        (date(2027, 4, 1), "1 May 2027", None, True),
        ("March 2027", "March 2027", None, False),
        ("March 2027", "March 2028", None, True),
    ],
)
def test_a_value_and_its_words_say_the_same(
    value: float | date | str, text: str, unit: str | None, wrong: bool
) -> None:
    assert contradicts(value, text, unit) is wrong
