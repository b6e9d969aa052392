"""What is offered as an example works, in every language."""

import re
from datetime import UTC, datetime

import pytest

from bot.chat.answers.follow_up import EXAMPLES
from bot.kb.model.keys import Address
from bot.locale.catalogs import read_languages
from bot.locale.i18n import ENGLISH, gettext, using_language
from bot.services.answering.answers import Answers
from bot.services.answering.salaries import Salaries
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers, Turn
from bot.services.wages.answering import PayAnswers
from tests.locale.catalogs import FOLDER
from tests.support.knowledge.shipped import shipped_snapshot

LANGUAGES = {"en": ENGLISH, **read_languages(FOLDER)}

HERE = (1, 2)


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_goes_on_from_an_answer_as_the_form_shows_it(language: str) -> None:
    snapshots = SnapshotHolder(shipped_snapshot())
    answers = Answers(snapshots, clock)
    salaries = Salaries(snapshots, clock, answers, PayAnswers(snapshots, clock))
    follow_ups = FollowUps(answers, salaries, snapshots, LastAnswers(clock))
    with using_language(LANGUAGES[language]):
        _, examples = re.split("[:：]", gettext(EXAMPLES), maxsplit=1)
    for example in examples.split("·"):
        follow_ups.last.remember(Turn(Address.parse("visa:h-1b/duration")), HERE, public=True)
        last = follow_ups.last.find(HERE, public=True)
        outcome = await follow_ups.ask(example.strip(), last, guild=None)
        assert isinstance(outcome, Found), example
