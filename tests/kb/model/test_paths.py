"""A path is refused, with the line of its fault, unless every way through it ends at entries."""

from pathlib import Path

import pytest

from bot.kb.model.paths import MOST_STEPS, End, PathTranslation, Question
from bot.kb.reading.library import load_library, read_folder
from tests.support.knowledge.base import PATH, small_base

CIRCLE = '{ label = "A degree", to = "place" }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_base(tmp_path)


def problems(folder: Path, old: str, new: str) -> list[str]:
    """Change the path of the small base, and list what is wrong with it then."""
    assert old in PATH
    (folder / "paths" / "visas.toml").write_text(PATH.replace(old, new), "utf-8")
    return [str(one).removeprefix(f"{folder}/") for one in read_folder(folder).problems]


def test_a_trail_leads_to_questions_ends_or_nowhere(folder: Path) -> None:
    path = load_library(folder).paths["visas"]
    assert isinstance(path.follow("0"), Question)
    assert isinstance(path.follow("00"), End)
    assert path.follow("001") is None
    assert path.follow("9") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('start = "place"', 'start = "home"', "5: start: there is no question 'home'"),
        (
            'to = "record" }',
            'to = "nowhere" }',
            "7: questions.place: 'Abroad' leads to 'nowhere', which is not there",
        ),
        (
            'label = "In the USA"',
            'label = "Abroad"',
            "7: questions.place: two choices have the same",
        ),
        ('"visa:o-1a"', '"visa:o-9"', "22: ends.degree: there is no entry 'visa:o-9'"),
        ("h-1b/duration", "h-1b/weather", "22: ends.degree: there is no entry 'visa:h-1b/weather'"),
        ('"visa:o-1a"', '"visa:h-1b/duration"', "22: ends.degree: the same entry stands twice"),
        ('"The H-1B is for', '"You qualify: the H-1B is for', "22: ends.degree: promises a result"),
        ('{ label = "A degree", to = "degree" }', CIRCLE, "22: ends.degree: no way leads here"),
        (
            '{ label = "A degree", to = "degree" }',
            CIRCLE,
            "questions.place: a way leads in a circle",
        ),
        ("[ends.degree]", "[ends.record]", "15: questions.record: an end has the same name"),
    ],
)
def test_a_fault_is_named_with_its_line(folder: Path, old: str, new: str, said: str) -> None:
    found = problems(folder, old, new)
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('label = "Abroad"', f'label = "{"far " * 20}away"', "label"),
        ('say = "The L-1', f'say = "{"long " * 60}The L-1', "say"),
        ('    { label = "In the USA", to = "transfer" },\n', "", "choices"),
        ('entries = ["visa:l-1"]', "entries = []", "entries"),
        ("review_every = 90\n", "", "review_every"),
        ('start = "place"', "start = [", "file"),
    ],
)
def test_what_does_not_fit_the_form_is_named(folder: Path, old: str, new: str, field: str) -> None:
    found = problems(folder, old, new)
    assert any(field in problem for problem in found), found


def test_a_way_of_too_many_steps_is_refused(folder: Path) -> None:
    steps = "".join(
        f'[questions.s{n}]\nask = "Question {n}?"\nchoices = [\n'
        f'    {{ label = "On", to = "s{n + 1}" }},\n    {{ label = "Out", to = "transfer" }},\n]\n'
        for n in range(MOST_STEPS)
    )
    steps += (
        steps.split("[questions.s1]")[0].replace("s0", f"s{MOST_STEPS}").replace("s1", "degree")
    )
    found = problems(folder, "[ends.degree]", f"{steps}\n[ends.degree]")
    assert not any("too many steps" in one for one in found), "no way leads to them yet"
    written = (folder / "paths" / "visas.toml").read_text("utf-8")
    joined = written.replace('label = "A degree", to = "degree"', 'label = "A degree", to = "s0"')
    (folder / "paths" / "visas.toml").write_text(joined, "utf-8")
    (problem,) = read_folder(folder).problems
    assert "too many steps" in problem.message


LAST = """
[last]
ask = "Last: is your country listed?"
skip = ["transfer"]
choices = [
    { label = "No", to = "here" },
    { label = "Yes", to = "transfer" },
]
"""


def with_last(folder: Path, last: str = LAST) -> list[str]:
    """Add a last question to the path of the small base, and list what is wrong with it."""
    (folder / "paths" / "visas.toml").write_text(PATH + last, "utf-8")
    return [one.message for one in read_folder(folder).problems]


def test_the_last_question_stands_before_each_end_but_those_that_it_skips(folder: Path) -> None:
    assert with_last(folder) == []
    path = load_library(folder).paths["visas"]
    assert path.follow("00") is path.last
    assert path.follow("000") is path.ends["degree"]
    assert path.follow("001") is path.ends["transfer"]
    assert path.follow("1") is path.ends["transfer"], "it cannot wait"
    assert path.follow("0000") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('to = "here"', 'to = "transfer"', "no choice leads to 'here'"),
        ('skip = ["transfer"]', 'skip = ["nowhere"]', "there is no end 'nowhere'"),
        ('"Yes", to = "transfer"', '"Yes", to = "nowhere"', "there is no end 'nowhere'"),
    ],
)
def test_a_last_question_that_leads_nowhere_is_refused(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert any(said in message for message in with_last(folder, LAST.replace(old, new)))


def translated(folder: Path, reviewed: str, **changed: str) -> list[str]:
    """Translate every text of the small base's path by itself, but for what is changed."""
    path = load_library(folder).paths["visas"]
    words = {text: text for text in path.texts() if text} | changed
    listed = "".join(f'"{text}" = "{said}"\n' for text, said in words.items() if said)
    file = folder / "paths" / "visas.es.toml"
    file.write_text(f"reviewed = {reviewed}\n\n[words]\n{listed}", "utf-8")
    return [one.message for one in read_folder(folder).problems]


def test_a_translated_path_has_the_choices_of_its_original(folder: Path) -> None:
    assert translated(folder, "2026-11-01", Abroad="En el extranjero") == []
    library = load_library(folder)
    path = library.paths["visas"]
    spanish = library.path_translations["visas"]["es"].translate(path)
    here = spanish.follow("")
    assert isinstance(here, Question)
    assert [one.label for one in here.choices] == ["En el extranjero", "In the USA"]
    assert [one.to for one in here.choices] == ["record", "transfer"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"Abroad": ""}, "no words for 'Abroad'"),
        ({"Elsewhere": "En otra parte"}, "'Elsewhere' does not stand in the path"),
        ({"Abroad": "In the USA"}, "have the same label"),
        ({"Abroad": "x" * 41}, "has no room on a button"),
        ({"Your degree.": "Tu título de 2020."}, "other figures than 'Your degree.'"),
    ],
)
def test_a_translation_that_says_something_else_is_refused(
    folder: Path, changed: dict[str, str], said: str
) -> None:
    assert any(said in message for message in translated(folder, "2026-11-01", **changed))


def test_a_path_may_change_before_its_translation_does(folder: Path) -> None:
    assert translated(folder, "2026-10-01", Abroad="") == []
    library = load_library(folder)
    path = library.paths["visas"]
    assert not library.path_translations["visas"]["es"].is_whole(path)


@pytest.mark.parametrize("name", ["visas.xx.toml", "other.es.toml"])
def test_a_translation_of_no_path_or_language_is_refused(folder: Path, name: str) -> None:
    assert translated(folder, "2026-11-01") == []
    (folder / "paths" / "visas.es.toml").rename(folder / "paths" / name)
    (problem,) = read_folder(folder).problems
    assert "is not a language of answers" in problem.message or "no path 'other" in problem.message


LISTED = '\nlists = [{ heading = "Stopped: all", countries = "Chad: the north, Haiti" }]\n'


def test_a_colon_in_a_list_of_countries_is_a_sign_like_others(folder: Path) -> None:
    assert with_last(folder, LAST + LISTED) == []
    last = load_library(folder).paths["visas"].last
    assert last is not None
    (one,) = last.lists
    assert (one.heading, one.countries) == ("Stopped: all", "Chad: the north, Haiti")


def test_a_list_of_countries_without_a_heading_is_refused(folder: Path) -> None:
    assert with_last(folder, LAST + '\nlists = ["Stopped: Chad, Haiti"]\n')


def test_a_translation_words_heading_and_countries_apart(folder: Path) -> None:
    assert with_last(folder, LAST + LISTED) == []
    path = load_library(folder).paths["visas"]
    words = {"Stopped: all": "Suspendidas", "Chad: the north, Haiti": "Chad: el norte, Haití"}
    translation = PathTranslation(reviewed=path.reviewed, words=words)
    last = translation.translate(path).last
    assert last is not None
    assert (last.lists[0].heading, last.lists[0].countries) == tuple(words.values())
