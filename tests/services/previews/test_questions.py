"""The questions of entries are read once, one at a time, and read the same whoever has them."""

from collections.abc import Iterator

import pytest

from bot.kb.model.entries import Entry
from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.search.impact.question_numbers import NumberedQuestion, NumberedQuestions
from bot.search.text.lexer import Lexer
from bot.services.content.snapshot import Snapshot
from bot.services.previews.questions import FREE, AskedQuestions, golden_questions
from tests.support.knowledge.base import small_base

VISA = Key.parse("visa:h-1b")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.build(load_library(small_base(tmp_path_factory.mktemp("base"))))


def asked_too(entry: Entry, *questions: str) -> Entry:
    return entry.model_copy(update={"asks": (*entry.asks, *questions)})


def read_alone(asked: AskedQuestions, entry: Entry) -> NumberedQuestions:
    """Read an entry's questions without what is known of the shared entry."""
    texts = [FREE.format(one.question) for one in golden_questions(entry)]
    found = list[NumberedQuestions]()

    def read() -> Iterator[None]:
        found.append((yield from asked.numbered.spell(texts, asked.lexer(entry))))

    list(read())
    return found[0]


@pytest.mark.parametrize(
    "question", ["may my dog come along", "and with an x9z9", "is h-1b like x9z9"]
)
def test_an_own_copy_is_read_as_if_there_were_no_shared_entry(
    shared: Snapshot, question: str
) -> None:
    asked, visa = AskedQuestions(shared), shared.library.entries[VISA]
    asked.of(visa)
    copy = asked_too(visa, question)
    found, alone = asked.of(copy), read_alone(asked, copy)
    assert [found.question(at) for at in range(len(found.ends))] == [
        alone.question(at) for at in range(len(alone.ends))
    ]
    assert found.least == alone.least


def test_what_an_own_copy_shares_with_the_entry_it_covers_is_not_read_again(
    shared: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, visa = AskedQuestions(shared), shared.library.entries[VISA]
    asked.of(visa)
    read = list[str]()
    spell = asked.numbered._spell

    def noting(text: str, lexer: Lexer) -> NumberedQuestion:
        read.append(text)
        return spell(text, lexer)

    monkeypatch.setattr(asked.numbered, "_spell", noting)
    asked.of(asked_too(visa, "may my dog come along"))
    assert read == [FREE.format("may my dog come along")]


def test_each_question_is_a_step_and_none_is_left_once_all_are_read(shared: Snapshot) -> None:
    asked, visa = AskedQuestions(shared), shared.library.entries[VISA]
    for entry in (visa, asked_too(visa, "may my dog come along")):
        assert len(list(asked.read(entry))) == len(list(golden_questions(entry)))
        assert asked.is_read(entry)
        assert list(asked.read(entry)) == []


def test_two_who_read_an_entry_at_once_have_one_reading(shared: Snapshot) -> None:
    """What is known by then of its questions is not dropped."""
    asked, visa = AskedQuestions(shared), shared.library.entries[VISA]
    for entry in (visa, asked_too(visa, "may my dog come along")):
        slow = asked.read(entry)
        next(slow)
        first = asked.of(entry)
        list(slow)
        assert asked.of(entry) is first
