"""What can change is a claim with a day to look again, and what is dangerous has its conditions."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.kb.checking.check import concerns
from bot.kb.checking.moments import find_moments
from bot.kb.model.entries import DualIntent, Visa
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Check
from bot.kb.reading.library import load_library, read_folder
from bot.kb.reading.markdown import parse_entry, print_entry
from tests.support.knowledge.base import FAQ_OWN, VISA_OWN, page, small_base, write_page
from tests.support.language.translated import translate
from tests.support.volatile import CONDITIONS, claim, volatile_base

TODAY = date(2026, 11, 24)
FAQ = FAQ_OWN.format(question="May I stay?")


def test_a_claim_is_due_on_the_day_after_the_last_one_that_it_was_trusted_for() -> None:
    one = claim("grace", "60 days", recheck_by=date(2026, 12, 15))
    assert not one.is_due(date(2026, 12, 15))
    assert one.is_due(date(2026, 12, 16))
    assert not claim("six", "six years", recheck_by=None).is_due(date(2099, 1, 1))


def test_a_claim_was_last_true_when_it_was_last_seen_or_else_when_it_was_written() -> None:
    seen = claim("grace", "60 days", true_on=date(2026, 11, 1))
    assert seen.last_true == date(2026, 11, 1)
    assert seen.model_copy(update={"true_on": None}).last_true == seen.as_of


def test_a_claim_cannot_be_due_before_it_was_true() -> None:
    with pytest.raises(ValidationError, match="recheck_by lies before"):
        claim("grace", "60 days", true_on=date(2026, 12, 20), recheck_by=date(2026, 12, 15))


def test_a_claim_cannot_have_been_seen_to_hold_before_it_was_written() -> None:
    with pytest.raises(ValidationError, match="true_on lies before as_of"):
        claim("grace", "60 days", true_on=date(2026, 9, 10))


def problems(base: Path, day: date = TODAY) -> list[str]:
    found = [one for one in concerns(read_folder(base), day) if one.check is Check.CLAIMS]
    return [str(one).replace(f"{base}/", "") for one in found]


def test_the_check_names_a_due_claim_in_its_sheet(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    due = [str(one) for one in concerns(read_folder(base), date(2027, 1, 15))]
    assert any("grace-days: was to be looked at again by 2026-12-15" in one for one in due), due


def test_what_is_only_proposed_must_be_a_claim(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    sheet = base / "facts" / "volatile.toml"
    text = sheet.read_text("utf-8").replace("recheck_by = 2027-01-10\n", "")
    sheet.write_text(text, "utf-8")
    assert any("grace-proposal: is 'proposed', which will change" in one for one in problems(base))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Registration opens in March 2027.", ["March 2027"]),
        ("It was not law on 7 October 2026.", ["7 October 2026"]),
        ("The fee rose in 2025 and again for fiscal year 2027.", ["in 2025", "fiscal year 2027"]),
        ("Comments close on November 10.", ["November 10"]),
        ("The rule is new since 2026-02-27.", ["2026-02-27"]),
        ("It ended on Oct 7, 2026, and 10/8/2026 is too late.", ["Oct 7, 2026", "10/8/2026"]),
        ("It was the 7th of October 2026.", ["7th of October 2026"]),
        ("Expect it in early 2027 or Q3 2027.", ["early 2027", "Q3 2027"]),
        ("The 2027 cap was met.", ["2027"]),
        ("It holds for FY27 and the next fiscal year.", ["FY27", "next fiscal year"]),
        ("At present it holds until further notice.", ["At present", "until further notice"]),
        ("Registration opens next March.", ["next March"]),
        ("The upcoming draw is weighted.", ["upcoming"]),
        ("This year the cap was reached soon.", ["This year", "soon"]),
        ("Officers currently ask for it, and recently more.", ["currently", "recently"]),
        ("The fee is now higher.", ["now"]),
    ],
)
def test_dates_and_words_for_the_present_are_found(text: str, found: list[str]) -> None:
    assert sorted(find_moments(text, set())) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "Ask as soon as you can, and not too soon.",
        "The last day of work counts, and the next day is the first of the sixty.",
        "You may stay for a year. File 90 days before it ends.",
        "Form I-129 of 10 pages costs USD 2025, or $2026 for 2027 people under 8 CFR 214.2020.",
        "You may leave, and marches or maybe a May of another kind may follow.",
        "Within these days you may not work.",
        "An employer may file now that the cap is open.",
    ],
)
def test_what_is_true_in_any_year_is_not_taken_for_a_date(text: str) -> None:
    assert list(find_moments(text, set())) == []


def test_a_sentence_that_quotes_a_claim_may_have_a_date_and_its_neighbor_may_not() -> None:
    text = "Since 27 February 2026 it costs {{fee}}. It rises in 2027. Since 2020 it is {{six}}."
    assert list(find_moments(text, {"fee"})) == ["in 2027", "Since 2020"]


def test_the_check_names_each_date_with_its_line(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    text = page("Stay", FAQ, "\n- The order ends next year.\n", summary="It ends in May 2027.")
    write_page(base, "faq:stay", text)
    passes = "passes: quote a claim (a fact with 'recheck_by') in its sentence"
    assert problems(base) == [
        f"faq/stay.md:3: warning: summary: 'May 2027' {passes}",
        f"faq/stay.md:14: warning: points: 'next year' {passes}",
    ]


def test_the_check_names_each_date_in_a_title_and_a_question(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    asked = FAQ_OWN.format(question="What may I do in 2026?")
    write_page(base, "faq:stay", page("Rules of 2026", asked, summary="You may stay."))
    assert [line.split(" passes")[0] for line in problems(base)] == [
        "faq/stay.md:2: warning: title: 'of 2026'",
        "faq/stay.md:11: warning: question: 'in 2026'",
    ]


def test_nobody_can_have_seen_a_claim_hold_on_a_day_to_come(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    sheet = base / "facts" / "volatile.toml"
    text = sheet.read_text("utf-8").replace("true_on = 2026-10-20", "true_on = 2026-12-14")
    sheet.write_text(text, "utf-8")
    found = [str(one) for one in concerns(read_folder(base), TODAY)]
    assert any("grace-days.true_on: the day 2026-12-14 lies" in one for one in found), found


def test_a_path_asks_of_the_present_and_names_no_date(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    path = base / "paths" / "visas.toml"
    path.write_text(path.read_text("utf-8").replace("Today, not later", "Since May 2026"), "utf-8")
    passes = "passes, and a path can quote no claim: leave it to the entries"
    assert problems(base) == [f"paths/visas.toml:1: warning: text: 'May 2026' {passes}"]


def test_an_entry_with_high_stakes_must_say_its_conditions(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    write_page(base, "faq:stay", page("Stay", FAQ, front="high-stakes: true\n"))
    with pytest.raises(BrokenBaseError) as caught:
        load_library(base)
    assert "faq/stay.md:4: high-stakes: needs 'conditions'" in str(caught.value)


def test_a_misspelled_condition_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    misspelled = CONDITIONS.replace("never_first", "never_frist")
    write_page(base, "faq:stay", page("Stay", FAQ, front=misspelled))
    with pytest.raises(BrokenBaseError) as caught:
        load_library(base)
    assert "conditions.never_frist: is not a field" in str(caught.value)
    assert "did you mean 'never_first'?" in str(caught.value)


@pytest.mark.parametrize("field", ["applies_to", "from", "unless", "never_first", "lawyer_before"])
def test_no_condition_may_be_left_out(field: str) -> None:
    kept = "".join(line for line in CONDITIONS.splitlines(True) if f"  {field}:" not in line)
    with pytest.raises(BrokenBaseError, match=rf"conditions\.{field}: is missing"):
        parse_entry(page("Stay", FAQ, front=kept), Key.parse("faq:stay"))


def test_conditions_may_stand_for_single_sections_and_those_of_the_top_hold_for_the_rest() -> None:
    own = VISA_OWN.format(code="H-1B")
    nested = CONDITIONS.replace("\n  ", "\n    ").replace("conditions:\n", "conditions:\n  {}:\n")
    body = "\n## duration\n\nSix years.\n\n## cost\n\nMuch.\n"
    both = nested.format("overview") + nested.format("cost").removeprefix("conditions:\n")
    both = both.replace("Your I-94", "The bill", 2).replace("The bill", "Your I-94", 1)
    entry = parse_entry(page("H-1B", own, body, front=both), Key.parse("visa:h-1b"))
    assert entry.conditions_of("duration") == entry.conditions
    found = entry.conditions_of("cost")
    assert found is not None
    assert found.unless.startswith("The bill")
    assert parse_entry(print_entry(entry), entry.key) == entry
    wrong = page("H-1B", own, body, front=nested.format("family"))
    with pytest.raises(BrokenBaseError, match="conditions: there is no section '## family'"):
        parse_entry(wrong, Key.parse("visa:h-1b"))


def test_a_fact_in_a_condition_must_exist(tmp_path: Path) -> None:
    base = small_base(tmp_path)
    front = CONDITIONS.replace("Your I-94", "Your {{fact:nothing}}")
    write_page(base, "faq:stay", page("Stay", FAQ, front=front))
    with pytest.raises(BrokenBaseError, match=r"faq/stay.md:7: conditions: {{fact:nothing}}"):
        load_library(base)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", DualIntent.YES),
        ("true", DualIntent.YES),
        ("no", DualIntent.NO),
        ("in practice", DualIntent.IN_PRACTICE),
        ("not checked", DualIntent.NOT_CHECKED),
        ("null", DualIntent.NOT_CHECKED),
    ],
)
def test_dual_intent_says_what_editors_know_and_no_more(written: str, meant: DualIntent) -> None:
    own = VISA_OWN.format(code="O-1A").replace("dual_intent: true", f"dual_intent: {written}")
    entry = parse_entry(page("O-1A", own), Key.parse("visa:o-1a"))
    assert isinstance(entry, Visa)
    assert entry.dual_intent is meant
    assert parse_entry(print_entry(entry), entry.key) == entry


def test_a_page_may_be_an_undated_copy_and_never_without_saying_so() -> None:
    text = page("Stay", FAQ)
    undated = text.replace("checked: 2026-10-07", "checked: undated")
    entry = parse_entry(undated, Key.parse("faq:stay"))
    assert entry.sources[0].checked is None
    assert "checked: undated" in print_entry(entry)
    with pytest.raises(BrokenBaseError, match=r"sources\[0\]\.checked: is missing"):
        parse_entry(text.replace("  checked: 2026-10-07\n", ""), Key.parse("faq:stay"))


SPANISH_STAY = """\
---
question: ¿Puedo quedarme?
summary: "{{fact:grace-proposal|Una propuesta de 2026 los eliminaría}}."
reviewed: 2026-11-20
---

- Cuentan {{fact:grace-days}}.
"""


def test_a_translation_says_a_clause_in_its_own_words_and_leaves_with_it(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    translate(base, SPANISH_STAY, "faq/stay.es.md")
    load_library(base)
    translate(base, SPANISH_STAY.replace("2026 los", "2025 los"), "faq/stay.es.md")
    with pytest.raises(BrokenBaseError, match="the figure 2025 does not stand here"):
        load_library(base)
    with_words = SPANISH_STAY.replace("{{fact:grace-days}}", "{{fact:grace-days|60 días}}")
    translate(base, with_words, "faq/stay.es.md")
    with pytest.raises(BrokenBaseError, match="needs no words of its own"):
        load_library(base)


def test_a_translation_is_behind_once_a_clause_that_it_words_has_changed(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    translate(base, SPANISH_STAY.replace("2026 los", "2025 los"), "faq/stay.es.md")
    sheet = base / "facts" / "volatile.toml"
    text = sheet.read_text("utf-8")
    text = text.replace("true_on = 2026-10-07", "true_on = 2026-11-21")
    sheet.write_text(text.replace("as_of = 2026-09-11", "as_of = 2026-11-21"), "utf-8")
    library = load_library(base)  # what is behind may say anything: it is not shown
    key = Key.parse("faq:stay")
    facts = {f"fact:{name}": fact for name, fact in library.facts.items()}
    assert library.translations[key]["es"].is_behind(library.entries[key], facts)


def test_only_a_translation_may_say_a_fact_in_its_own_words(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "faq" / "stay.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("{{fact:grace-days}}", "{{fact:grace-days|60 days}}"), "utf-8")
    with pytest.raises(BrokenBaseError, match="only a translation may say a fact in its own words"):
        load_library(base)


def test_a_translation_must_have_the_conditions_of_its_original(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "faq" / "stay.md"
    path.write_text(path.read_text("utf-8").replace("reviewed:", f"{CONDITIONS}reviewed:"), "utf-8")
    translate(base, SPANISH_STAY, "faq/stay.es.md")
    with pytest.raises(BrokenBaseError, match="has conditions where its original has none, or"):
        load_library(base)


def test_conditions_that_a_translation_left_in_english_are_found(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "faq" / "stay.md"
    path.write_text(path.read_text("utf-8").replace("reviewed:", f"{CONDITIONS}reviewed:"), "utf-8")
    begun = SPANISH_STAY.replace("reviewed:", f"{CONDITIONS}reviewed:")
    translate(base, begun, "faq/stay.es.md")
    found = [str(one) for one in concerns(read_folder(base), TODAY)]
    assert any("still says what the original says, in English" in one for one in found), found


def test_pay_is_a_claim_that_is_due_with_its_entry(tmp_path: Path) -> None:
    library = load_library(small_base(tmp_path))
    entry = library.entries[Key.parse("salary:ml-engineer-entry-united")]
    own: list[Fact] = [fact for fact in entry.quotable if fact.name == "range"]
    assert [fact.recheck_by for fact in own] == [entry.next_review]
