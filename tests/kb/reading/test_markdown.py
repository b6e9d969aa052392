"""Entries are read from Markdown and printed back as exact opposites."""

from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings

from bot.kb.model.entries import Entry, Faq, Visa
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry, print_entry
from tests.support.knowledge.entries import entries

KEY = Key.parse("visa:h-1b")

VISA = dedent("""\
    ---
    title: H-1B visa
    summary: The H-1B is a visa for specialty jobs.
    aliases: [h1b]
    asks:
      overview: [what is h1b]
      duration:
      - how long does h1b last
    not: [what is h1b1]
    reviewed: 2026-11-23
    review_every: 90
    sources:
    - title: USCIS
      url: https://www.uscis.gov/h-1b
      checked: 2026-10-07
      trust: official
    facts:
      longest:
        value: 6
        unit: years
        text: six years
        source: https://www.uscis.gov/h-1b
        as_of: 2026-10-07
    code: H-1B
    category: nonimmigrant
    dual_intent: true
    dependents: [H-4]
    ---

    - An employer files it.

    ## duration

    H-1B time is limited to {{longest}}.

    - First three
      years.
    - Then more.

    Time abroad can be claimed back.

    1. Keep proof.
    2. Ask for it.
    """)


def problems_of(text: str) -> list[str]:
    """Read a broken entry and list what is said about it."""
    with pytest.raises(BrokenBaseError) as caught:
        parse_entry(text, KEY, "visas/h-1b.md")
    return [str(problem) for problem in caught.value.problems]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_printing_and_parsing_are_opposites(entry: Entry) -> None:
    assert parse_entry(print_entry(entry), entry.key) == entry


def test_a_value_that_stands_twice_is_written_twice() -> None:
    entry = parse_entry(VISA, KEY)
    source = entry.sources[0].model_copy(update={"checked": entry.reviewed})
    twice = entry.model_copy(update={"sources": (source, *entry.sources[1:])})
    assert parse_entry(print_entry(twice), KEY) == twice


def test_printed_entry_prints_the_same_again() -> None:
    printed = print_entry(parse_entry(VISA, KEY))
    assert print_entry(parse_entry(printed, KEY)) == printed


def test_body_becomes_sentence_bullets_and_prose() -> None:
    entry = parse_entry(VISA, KEY)
    assert isinstance(entry, Visa)
    assert entry.points == ("An employer files it.",)
    section = entry.section("duration")
    assert section is not None
    assert section.summary == "H-1B time is limited to {{longest}}."
    assert section.points == ("First three years.", "Then more.")
    assert section.more == "Time abroad can be claimed back.\n\n1. Keep proof.\n2. Ask for it."
    assert section.asks == ("how long does h1b last",)
    assert entry.asks == ("what is h1b",)


def test_windows_line_ends_and_byte_order_mark_change_nothing() -> None:
    assert parse_entry("\ufeff" + VISA.replace("\n", "\r\n"), KEY) == parse_entry(VISA, KEY)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: H-1B visa\n", "", "summary: The", "title: is missing"),
        ("code: H-1B", "codes: H-1B", "codes: H-1B", "codes: is not a field of this kind of entry"),
        ("2026-11-23", "soon", "reviewed: soon", "reviewed: input should be a valid date"),
        (
            "every: 90",
            "every: '90'",
            "every: '90'",
            "review_every: input should be a valid integer",
        ),
        ("h-1b\n  ch", "h 1b\n  ch", "/h 1b", "sources[0].url: must be an address that starts"),
        ("url: https", "url: ftp", "url: ftp:", "sources[0].url: must be an address that starts"),
        ("trust: official", "trust: sure", "trust: sure", "sources[0].trust: input should be"),
        ("    value: 6\n", "", "  longest:", "facts[0].value: is missing"),
        (
            "not: [wh",
            "lookalikes: [o3]\nnot: [wh",
            "lookalikes: [o3]",
            "lookalikes[0]: 'o3' does not start with",
        ),
        ("- how long", "- 5\n  - how long", "- 5", "sections[0].asks[0]: input should be a valid"),
        ("## duration", "## time", "## time", "section: 'time' is not a section of a visa"),
        ("## duration", "## time", "  duration:", "asks: there is no section '## duration'"),
        ("title: H", "title: H\ntitle: H", "title: H-1B", "the field 'title' stands here twice"),
        ("H-1B visa\n", "H: 1B\n", "title: H: 1B", "front matter: cannot be read as YAML"),
        ("- First three", "- First\n  - three", "  - three", "points: a bullet inside a bullet"),
        ("H-1B time", "# H-1B time", "## duration", "sections[0].summary: is missing"),
        ("code: H-1B", "points: [x]\ncode: H-1B", "points: [x]", "points: belongs to the body"),
    ],
)
def test_each_fault_is_named_with_file_line_and_field(
    old: str, new: str, line: str, said: str
) -> None:
    text = VISA.replace(old, new, 1)
    assert text != VISA
    number = next(i for i, words in enumerate(text.splitlines(), 1) if line in words)
    found = problems_of(text)
    assert any(problem.startswith(f"visas/h-1b.md:{number}: {said}") for problem in found) or any(
        problem.startswith(f"visas/h-1b.md:{number}: front matter: {said}") for problem in found
    ), found


def test_a_section_that_stands_twice_is_named_at_its_second_heading() -> None:
    text = VISA + "\n## duration\n\nAgain.\n"
    line = text[: text.rindex("## duration")].count("\n") + 1
    assert f"visas/h-1b.md:{line}: duration: this section stands here twice" in problems_of(text)


def test_all_problems_are_told_at_once() -> None:
    broken = VISA.replace("title: H-1B visa\n", "").replace("code: H-1B\n", "")
    assert len(problems_of(broken)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is missing: the first line must be '---'"),
        ("title: x\n", "is missing: the first line must be '---'"),
        ("---\ntitle: x\n", "is never closed"),
        ("---\n- a\n---\n", "must hold fields"),
        ("---\na: &x [1]\nb: *x\n---\n", "aliases (*name) are not used here"),
        ("---\na: !!python/object:os.system {}\n---\n", "tags (!name) are not used"),
        ("---\na: !!python/name:os.system x\n---\n", "cannot be read as YAML"),
    ],
)
def test_unusable_front_matter_is_one_clear_problem(text: str, said: str) -> None:
    (problem,) = problems_of(text)
    assert said in problem


def test_half_a_character_is_refused_at_its_line() -> None:
    with pytest.raises(BrokenBaseError) as refused:
        parse_entry(VISA + "\nHalf \ud83d of one.\n", KEY)
    (problem,) = refused.value.problems
    assert problem.line == VISA.count("\n") + 2
    assert "half a character" in problem.message


KEY_OF_QUESTION = Key.parse("faq:phd")
QUESTION = dedent("""\
    ---
    title: PhD
    summary: No, a PhD is not needed.
    asks: [do i need a phd]
    reviewed: 2026-11-23
    review_every: 90
    sources:
    - {title: BLS, url: 'https://www.bls.gov', checked: 2026-10-07, trust: official}
    question: Do I need a PhD?
    topics: [degrees]
    ---
    """)


def test_an_entry_of_another_kind_keeps_its_own_fields() -> None:
    entry = parse_entry(QUESTION, KEY_OF_QUESTION)
    assert isinstance(entry, Faq)
    assert (entry.question, entry.asks) == ("Do I need a PhD?", ("do i need a phd",))


def test_a_question_that_people_ask_on_about_has_sections() -> None:
    asks = "asks: {overview: [do i need a phd], exceptions: [phd for research]}"
    text = QUESTION.replace("asks: [do i need a phd]", asks)
    entry = parse_entry(f"{text}\n## exceptions\n\nResearch jobs ask for one.\n", KEY_OF_QUESTION)
    section = entry.section("exceptions")
    assert section is not None
    assert (entry.asks, section.asks) == (("do i need a phd",), ("phd for research",))
    assert parse_entry(print_entry(entry), KEY_OF_QUESTION) == entry


def test_a_question_without_sections_lists_its_phrasings_plainly() -> None:
    assert "asks:\n- do i need a phd\n" in print_entry(parse_entry(QUESTION, KEY_OF_QUESTION))
