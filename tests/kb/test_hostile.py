"""Whatever stands in the files of a base, reading yields problems, and never raises or hangs."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.safety import faults
from bot.kb.model.paths import GuidedPath, path_faults
from bot.kb.model.problems import BrokenBaseError, Problem, Severity
from bot.kb.reading.library import load_library
from bot.services.editing.checking import check_base
from tests.fuzz.fuzzing import attempt
from tests.support.knowledge.base import FAQ_OWN, PATH, page, small_base, write_page

TODAY = date(2026, 11, 24)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path / "base")


def problems(base: Path) -> list[str]:
    """Check a broken base in full, and list its errors with paths made short."""
    checked = check_base(base, TODAY)
    assert checked.count(Severity.ERROR)
    with pytest.raises(BrokenBaseError):
        load_library(base)
    errors = [one for one in checked.problems if one.severity is Severity.ERROR]
    return [str(one).replace(f"{base}/", "") for one in errors]


def changed(base: Path, name: str, old: str, new: str) -> None:
    path = base / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("visas/h-1b.md", "- An employer files it.", "- Pay {{nope}}.", "{{nope}} quotes a fact"),
        ("visas/h-1b.md", "title: ", "title: '", "front matter: cannot be read as YAML"),
        ("visas/h-1b.md", "title: ", "title: !!timestamp ", "tags (!name) are not used"),
        ("visas/h-1b.md", "2026-11-01", "2026-13-01", "'2026-13-01' cannot be read"),
        ("visas/h-1b.md", "2026-11-01", "9999-12-31", "reviewed: input should be less than"),
        ("visas/h-1b.md", "90", "1000000000000", "review_every: input should be less than"),
        ("visas/h-1b.md", "90", "9" * 5000, "is too long for a number"),
        ("visas/h-1b.md", "90", "0x" + "f" * 60, "review_every: input should be less than"),
        ("visas/h-1b.md", "title: ", f"title: {'[' * 3000}", "cannot be read as YAML"),
        ("facts/fees.toml", "[[sources]]", "\ufeff[[sources]]", "begins with a byte order mark"),
        ("facts/fees.toml", "value = 2965", "value = nan", "must be a number, not nan or inf"),
        ("facts/fees.toml", "value = 2965", "value = -inf", "must be a number, not nan or inf"),
        ("facts/fees.toml", "value = 2965", "value = true", "must be a number, a date or words"),
        ("facts/fees.toml", "value = 2965", "value = 123456", "contradicts the text '$2,965'"),
        ("facts/fees.toml", "value = 2965", f"value = {'9' * 5000}", "cannot be read as TOML"),
        ("facts/fees.toml", "value = 2965", f"value = 0x{'f' * 5000}", "must be a number of at"),
        ("facts/fees.toml", "value = 2965", "value = 2026-01-01T00:00:00", "without a time"),
        ("lexicon.toml", "", f"x = {'[' * 3000}\n", "nested too deep"),
        ("lexicon.toml", "", f"x = {'[' * 20}{']' * 20}\n", "nested too deep"),
        ("lexicon.toml", "", f"{'a.' * 5000}a = 1\n", "has more than 200 dots"),
        ("paths/visas.toml", "review_every = 90", "review_every = 1e9", "review_every: "),
    ],
)
def test_a_broken_value_is_one_problem_with_its_line(
    base: Path, name: str, old: str, new: str, said: str
) -> None:
    changed(base, name, old, new)
    (found,) = problems(base)
    assert found.startswith(f"{name}:")
    assert said in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[facts]\nx = 3\n", "facts[0]: input should be a valid dictionary"),
        ("[[facts]]\nvalue = 3\n", "facts[0].name: is missing"),
        ("facts = 3\n", "facts: input should be a valid tuple"),
        ("[facts.a]\nname = 'b'\n", "the name of a fact stands above its fields"),
        ("x = {a={a={a={a={a={a={a={a={a=1}}}}}}}}}", "nested too deep"),
    ],
)
def test_facts_of_another_shape_are_named(base: Path, text: str, said: str) -> None:
    (base / "facts" / "more.toml").write_text(text, "utf-8")
    assert any(said in one for one in problems(base)), problems(base)


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _circle(path: Path) -> None:
    path.symlink_to(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    path.write_bytes(b"x" * 2**20)


def _utf16(path: Path) -> None:
    path.write_text("---\ntitle: x\n", "utf-16")


@pytest.mark.parametrize("name", ["faq/x.md", "facts/x.toml", "paths/x.toml", "visas/h-1b.es.md"])
@pytest.mark.parametrize(
    "make",
    [_folder, _pipe, _dangling, _circle, _device, _huge, _utf16],
    ids=lambda one: one.__name__,
)
def test_what_is_no_file_of_text_is_a_problem(
    base: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(base / name)
    with attempt(name, seconds=30):
        (found,) = problems(base)
    assert found.startswith(f"{name}:1: file: ")


def test_a_broken_file_is_the_only_one_named_though_others_name_it(base: Path) -> None:
    changed(base, "visas/h-1b.md", "category: nonimmigrant", "category: none")
    (found,) = problems(base)
    assert "category: input should be" in found


def test_a_broken_sheet_is_the_only_file_named_though_entries_quote_it(base: Path) -> None:
    own = FAQ_OWN.format(question="What does it cost?")
    write_page(base, "faq:fee", page("Fee", own, "\n- It is {{fact:premium-fee}}.\n"))
    changed(base, "facts/fees.toml", "value = 2965", "value = [")
    (found,) = problems(base)
    assert found.startswith("facts/fees.toml:")


def test_a_misspelled_heading_is_the_one_thing_to_mend(base: Path) -> None:
    changed(base, "visas/h-1b.md", "## duration", "## duratoin")
    found = problems(base)
    assert [one for one in found if "did you mean 'duration'?" in one]
    assert not [one for one in found if "asks" in one]


def test_a_problem_is_one_line_whatever_it_names() -> None:
    problem = Problem("x.md", 1, "a\nb", "bad\x1b[31m \ud800" + "x" * 5000)
    assert str(problem).isprintable()
    assert len(str(problem)) < 600


def _path(questions: str) -> GuidedPath:
    table = PATH.partition("[questions")[0].replace('start = "place"', 'start = "q0"')
    ends = "[ends.degree]" + PATH.partition("[ends.degree]")[2]
    import tomllib

    data = tomllib.loads(f"{table}{questions}{ends}")

    def frozen(value: object) -> object:
        if isinstance(value, dict):
            return {name: frozen(one) for name, one in value.items()}
        return tuple(map(frozen, value)) if isinstance(value, list) else value

    return GuidedPath.model_validate(frozen(data))


@pytest.mark.parametrize("count", [24, 400])
def test_a_path_of_many_ways_is_walked_once(count: int) -> None:
    questions = "".join(
        f'[questions.q{n}]\nask = "Question {n}?"\nchoices = [\n'
        f'    {{ label = "On", to = "{f"q{n + 1}" if n + 1 < count else "degree"}" }},\n'
        f'    {{ label = "Too", to = "{f"q{n + 1}" if n + 1 < count else "transfer"}" }},\n]\n'
        for n in range(count)
    )
    with attempt(count, seconds=30):
        found = list(path_faults(_path(questions), _Anything()))
    assert [message for _, message in found] == (
        [] if count <= 24 else ["a way leads in a circle, or has too many steps"]
    )


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


def test_a_forged_trail_leads_nowhere(base: Path) -> None:
    path = load_library(base).paths["visas"]
    assert [path.follow(trail) for trail in ("x", "²", "-1", "0" * 4000)] == [None] * 4


@pytest.mark.parametrize(
    "text",
    [
        "[" + "](" * 4000,
        "[" + "](" * 4000 + ")",
        "[a](" * 2000,
        "a" * 8000,
        "[" + "a." * 4000 + "](https://x.de)",
    ],
    ids=lambda text: text[:8],
)
def test_no_text_takes_long_to_be_found_safe_or_not(text: str) -> None:
    with attempt(text, seconds=30):
        list(faults(text))


def test_a_text_is_measured_before_it_is_read(base: Path) -> None:
    own = FAQ_OWN.format(question="How long?")
    write_page(base, "faq:long", page("Long", own, "\n" + "> " * 50_000 + "\n"))
    (found,) = problems(base)
    assert "text: has 100,002 characters, and a card takes 4,000" in found
