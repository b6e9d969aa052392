"""A comparison says the same of each side in the same order, and what differs first."""

from dataclasses import replace
from datetime import date

import pytest

from bot.kb.model.entries import Section
from bot.kb.model.keys import Key
from bot.services.answering.answers import Answers
from bot.services.answering.compare import Comparison, Unclear, compare, keys_of, token
from bot.services.answering.comparisons import Comparisons
from bot.services.content.outcomes import Found, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder


async def compared(comparisons: Comparisons, *names: str) -> Comparison:
    found = await comparisons.find(names)
    assert isinstance(found, Comparison)
    return found


async def unclear(comparisons: Comparisons, *names: str) -> Unclear:
    found = await comparisons.find(names)
    assert isinstance(found, Unclear)
    return found


async def test_each_side_is_asked_the_same_and_what_differs_stands_first(
    comparisons: Comparisons,
) -> None:
    found = await compared(comparisons, "h4", "o-3")
    assert found.labels == ("H-4", "O-3")
    assert [(row.name, row.is_same) for row in found.rows] == [
        ("Family", False),
        ("What it is", True),
        ("Compatible with green card plans (dual intent)", True),
    ]
    assert found.rows[0].values == (
        "An H-4 spouse may work only with a work permit.",
        "An O-3 spouse cannot work in the USA.",
    )


async def test_what_the_base_lacks_for_one_side_is_missing_and_for_all_is_silent(
    comparisons: Comparisons,
) -> None:
    found = await compared(comparisons, "h1b", "=visa:o-3")
    assert list(found.missing) == ["O-3 duration", "O-3 cost and who pays", "H-1B family"]
    assert "Eligibility" in found.silent
    assert "Duration" not in found.silent


@pytest.mark.parametrize(("sides", "rows"), [(1, []), (2, ["Travel and entry"])])
def test_an_optional_section_is_a_row_only_if_all_sides_have_it(
    snapshots: SnapshotHolder, sides: int, rows: list[str]
) -> None:
    library, today = snapshots.snapshot.library, date(2026, 11, 24)
    keys = [Key.parse("visa:h-4"), Key.parse("visa:o-3")]
    travel = Section(name="travel", summary="A trip ends it.")
    with_travel = {
        key: library.entries[key].model_copy(update={"sections": (travel,)}) for key in keys[:sides]
    }
    changed = replace(library, entries={**library.entries, **with_travel})
    found = compare(Snapshot.build(changed), keys, today)
    assert found is not None
    assert [row.name for row in found.rows if row.section == "travel"] == rows
    assert "Travel and entry" not in found.silent


async def test_ranges_of_one_job_are_called_by_what_tells_them_apart(
    comparisons: Comparisons,
) -> None:
    found = await compared(
        comparisons,
        "=salary:ml-engineer-entry-united",
        "=salary:ml-engineer-senior-united",
        "=salary:ml-engineer-senior-seattle",
    )
    assert found.labels == ("Entry level", "Senior", "Senior, Seattle")
    rows = {row.name: row for row in found.rows}
    assert rows["Yearly range"].values[0] == "$120,000 to $160,000"
    assert "Level" not in rows, "the labels say it"
    assert rows["Job"].values == ("ML engineer",) * 3


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("h1b", "H-1B visa"), "Two of the names mean the same: H-1B visa."),
        (("h1b", "mle"), "I only compare things of one kind: H-1B is a visa, "),
        (("h1b", "senior ml engineer pay"), "ML engineer pay, senior, Seattle is a range of pay."),
        (("h1b", "bake bread"), "I could not tell which one “bake bread” is."),
        (("phd", "can i bring my family"), "I could not tell which one “phd” is."),
    ],
)
async def test_what_cannot_be_compared_is_said(
    comparisons: Comparisons, names: tuple[str, str], sentence: str
) -> None:
    assert sentence in (await unclear(comparisons, *names)).sentence


async def test_two_kinds_lead_to_comparisons_of_each(comparisons: Comparisons) -> None:
    found = await unclear(comparisons, "h1b", "mle")
    first, *_ = found.ways_on
    assert first[0].title == "H-1B or O-1A?"
    assert [str(key) for key in first[1]] == ["visa:h-1b", "visa:o-1a"]
    assert all(len({key.kind for key in keys}) == 1 for _link, keys in found.ways_on)
    assert [link.title for link in found.read] == ["H-1B visa", "ML engineer"]


async def test_what_may_have_been_meant_is_offered_beside_what_was_understood(
    comparisons: Comparisons, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = await answers.ask("h1b or o1a")
    ask = answers.ask

    async def doubtful(name: str, **_: object) -> object:
        return which if name == "that one" else await ask(name)

    monkeypatch.setattr(answers, "ask", doubtful)
    found = await unclear(comparisons, "l1", "that one")
    assert [[key.slug for key in keys] for _, keys in found.ways_on] == [
        ["l-1", "h-1b"],
        ["l-1", "o-1a"],
    ]


async def test_a_question_that_sets_two_side_by_side_is_a_comparison(
    comparisons: Comparisons, answers: Answers
) -> None:
    found = comparisons.compare_named(await answers.ask("h1b or o1a"))
    assert found is not None
    assert found.labels == ("H-1B", "O-1A")


async def test_a_question_in_one_respect_begins_with_it(
    comparisons: Comparisons, answers: Answers
) -> None:
    found = comparisons.compare_named(await answers.ask("can my spouse work on h4 or o3"))
    assert found is not None
    assert (found.first, found.rows[0].section) == ("family", "family")


async def test_other_outcomes_are_no_comparison(comparisons: Comparisons, answers: Answers) -> None:
    which = await answers.ask("can my spouse work")
    assert isinstance(which, WhichOne)
    assert comparisons.compare_named(which) is None
    assert isinstance(await answers.ask("h1b"), Found)
    assert comparisons.compare_named(await answers.ask("h1b")) is None
    # Two parts of one entry are no two sides.
    assert (
        comparisons.compare_named(replace(which, choices=which.choices[:1] * 2, is_comparison=True))
        is None
    )


async def test_an_older_comparison_is_made_anew_from_its_tokens(
    comparisons: Comparisons, snapshots: SnapshotHolder
) -> None:
    keys = [Key.parse("visa:h-4"), Key.parse("visa:o-3")]
    again = comparisons.compare_again([token(key) for key in keys], "family")
    assert again is not None
    assert (list(again.keys), again.first) == (keys, "family")
    assert comparisons.compare_again([token(keys[0]), "0" * 10]) is None
    assert comparisons.compare_again([token(keys[0])]) is None
    assert keys_of(snapshots.snapshot.library, [token(Key.parse("faq:phd-needed"))]) == ()


def test_suggestions_are_of_one_kind_once_one_is_chosen(comparisons: Comparisons) -> None:
    kinds = {link.address.key.kind.value for link in comparisons.suggest("", [])}
    assert kinds == {"visa", "role", "salary"}
    beside = comparisons.suggest("", ["=visa:h-1b"])
    assert {link.address.key.kind.value for link in beside} == {"visa"}
    assert "H-1B visa" not in [link.title for link in beside]
