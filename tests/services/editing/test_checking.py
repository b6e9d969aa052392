"""A check asks the engine every phrasing of the base, and says where one goes astray."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.model.problems import Check, Severity
from bot.services.editing.checking import by_check, check_base
from tests.support.knowledge.base import FAQ_OWN, page, small_base, write_page

TODAY = date(2026, 11, 24)


def faq(title: str, front: str) -> str:
    return page(title, FAQ_OWN.format(question=f"What of {title}?"), front=front)


def found(folder: Path, check: Check) -> list[str]:
    problems = check_base(folder, TODAY).problems
    return [str(one).replace(f"{folder}/", "") for one in problems if one.check is check]


def test_a_sound_base_is_asked_whole_and_has_no_error(tmp_path: Path) -> None:
    checked = check_base(small_base(tmp_path / "base"), TODAY)
    assert checked.count(Severity.ERROR) == 0
    assert checked.questions > 10


def test_the_share_of_answers_under_a_warning_is_counted_and_has_a_limit(tmp_path: Path) -> None:
    base = small_base(tmp_path / "base")
    fresh, late = check_base(base, TODAY), check_base(base, date(2027, 2, 1))
    assert (fresh.amber, fresh.answers) == (0, late.answers)
    assert late.amber == late.answers == 16
    said = "16 of 16 answers are under a warning, and people stop to read one above 15%"
    assert any(said in one.message for one in late.problems)
    assert not any("under a warning" in one.message for one in fresh.problems)


def test_two_entries_may_not_claim_the_same_words(tmp_path: Path) -> None:
    write_page(tmp_path, "faq:kaggle", faq("Kaggle", "asks: [does kaggle help]\n"))
    write_page(tmp_path, "faq:papers", faq("Papers", "asks: [Does Kaggle help?]\n"))
    said = "is also asked of faq:kaggle"
    assert [said in line for line in found(tmp_path, Check.SHARED)] == [True]
    assert found(tmp_path, Check.SHARED)[0].startswith("faq/papers.md:4: asks: ")


def test_nearly_the_same_question_is_a_warning(tmp_path: Path) -> None:
    write_page(tmp_path, "faq:kaggle", faq("Kaggle", "asks: [can i win with kaggle]\n"))
    write_page(tmp_path, "faq:papers", faq("Papers", "asks: [can you win with kaggle]\n"))
    (line,) = found(tmp_path, Check.SHARED)
    assert "warning: asks: 'can you win with kaggle' is nearly 'can i win with kaggle'" in line


def test_a_refusal_that_its_own_entry_answers_is_an_error(tmp_path: Path) -> None:
    front = "asks: [does kaggle help]\nnot: [does kaggle help]\n"
    write_page(tmp_path, "faq:kaggle", faq("Kaggle", front))
    said = "faq/kaggle.md:5: not: 'does kaggle help' is answered by this entry"
    assert found(tmp_path, Check.GOLDEN) == [said]


def test_a_phrasing_that_finds_another_entry_names_it_with_its_line(tmp_path: Path) -> None:
    write_page(tmp_path, "faq:kaggle", faq("Kaggle", "aliases: [ranks]\n"))
    write_page(tmp_path, "faq:papers", faq("Papers", "aliases: [papers]\nasks: [ranks]\n"))
    (line,) = found(tmp_path, Check.SHARED)
    assert line.startswith("faq/papers.md:5: asks: 'ranks' is also asked of faq:kaggle")


def test_the_questions_of_a_broken_base_are_left_for_the_next_time(tmp_path: Path) -> None:
    folder = small_base(tmp_path / "base")
    (folder / "visas" / "l-1.md").write_text("nothing", "utf-8")
    checked = check_base(folder, TODAY)
    assert checked.questions == 0
    assert checked.count(Severity.ERROR, Check.SCHEMA) > 0


@pytest.mark.parametrize("check", list(Check))
def test_every_check_is_counted(tmp_path: Path, check: Check) -> None:
    assert by_check(check_base(small_base(tmp_path / "base"), TODAY))[check][0] == 0
