"""What a reader sees of an outcome: for everybody or one alone, as a card or in words."""

from datetime import UTC, datetime

import pytest

from bot.kb.model.keys import Address, Kind
from bot.kb.reading.library import load_library
from bot.services.content.outcomes import Found, Unknown
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.conversation.presenting import DisplayOptions, Presentation
from bot.services.memory import memory_stores
from bot.wiring import Services, wire
from tests.support.knowledge.base import small_base

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANA = 7
PAY = Address.parse("salary:ml-engineer-senior-seattle")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.build(load_library(small_base(tmp_path_factory.mktemp("base"))))


@pytest.fixture
def services(snapshot: Snapshot) -> Services:
    return wire(SnapshotHolder(snapshot), memory_stores(), lambda: NOON)


async def presented(services: Services, question: str, options: DisplayOptions) -> Presentation:
    return await services.conversation.presenter.present(
        await services.answering.answers.ask(question), options
    )


async def paid(services: Services, options: DisplayOptions) -> Presentation:
    answer = services.conversation.presenter.answer(PAY)
    assert answer is not None
    return await services.conversation.presenter.present(Found(answer.title, answer, 1.0), options)


async def test_plain_text_is_for_its_only_reader(services: Services) -> None:
    await services.conversation.preferences.set_plain(ANA, True)
    question = "do i need a phd for ml jobs"
    assert (await presented(services, question, DisplayOptions(reader=ANA))).plain
    assert not (await presented(services, question, DisplayOptions(reader=8))).plain
    assert not (await presented(services, question, DisplayOptions())).plain


async def test_a_question_with_two_sides_is_compared(services: Services) -> None:
    shown = await presented(services, "h1b vs o1", DisplayOptions(share=True))
    assert shown.comparison is not None
    assert shown.comparison is shown.subject
    assert shown.options.share


async def test_an_answer_with_figures_has_its_picture_on_the_first_page(services: Services) -> None:
    first, second = [await paid(services, DisplayOptions(page=page)) for page in (1, 2)]
    assert first.illustration is not None
    assert first.illustration.picture is not None
    assert second.illustration is None


async def test_in_plain_text_the_figures_are_words(services: Services) -> None:
    await services.conversation.preferences.set_plain(ANA, True)
    shown = await paid(services, DisplayOptions(reader=ANA))
    assert shown.illustration is not None
    assert shown.illustration.lines
    assert shown.illustration.picture is None


async def test_what_the_base_does_not_have_comes_with_entries_of_its_kind(
    services: Services,
) -> None:
    shown = await presented(services, "how do i bake bread", DisplayOptions(kind=Kind.SALARY))
    assert isinstance(shown.subject, Unknown)
    assert {link.address.key.kind for link in shown.browse} == {Kind.SALARY}


async def test_small_talk_is_never_offered_to_moderators(services: Services) -> None:
    options = DisplayOptions(offer_moderators=True)
    asked = await presented(services, "how do i bake bread", options)
    assert asked.options.offer_moderators
    told = await services.conversation.presenter.present(Unknown("lol"), options)
    assert not told.options.offer_moderators


async def test_who_is_off_topic_gets_examples_and_no_way_to_the_moderators(
    services: Services,
) -> None:
    options = DisplayOptions(offer_moderators=True, offer_person=True)
    shown = await presented(services, "super bowl halftime show", options)
    assert not shown.options.offer_moderators
    assert not shown.options.offer_person
    assert shown.examples
    near = await presented(services, "how do i bake bread", options)
    assert near.options.offer_person
    assert not near.examples
