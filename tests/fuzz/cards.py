"""Draw random outcomes over hostile but legal entries: each card and text fits its limits."""

import random
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from discord import ui

from bot.chat.cards.card import render_answer, render_outcome, render_topics
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.pages import page
from bot.chat.inbox.inbox import render_gap, render_suggestion
from bot.chat.sending import limits
from bot.chat.sending.plain_text import in_plain_text
from bot.kb.checking.safety import entry_faults
from bot.kb.model.entries import Entry
from bot.kb.model.keys import SLUG_LIMIT, Address, Key, Kind
from bot.kb.model.lexicon import Lexicon
from bot.kb.model.markup import without_code
from bot.kb.model.text import PHRASE_LIMIT
from bot.kb.reading.library import Library
from bot.services.answering.compare import Comparison, Row
from bot.services.content.answer import Answer, Link
from bot.services.content.composing import Composer
from bot.services.content.outcomes import Choice, Closest, Found, Offer, Outcome, Unknown, WhichOne
from bot.services.editing.entry_fields import EntryFields, UnfitTextError, new_entry
from bot.services.ports.records import Gap, Suggestion
from tests.chat.cards.test_card import assert_fits
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.cards import text_of

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)

_LEGAL = (
    "**",
    "`",
    "> ",
    "\n- ",
    "\n\n",
    "#",
    "word",
    "a" * 90,
    "家" * 30,
    "वीज़ा",
    "é",
    " ",
    " ",
    "{",
)
_PIECES = (
    *("**", "__", "~~", "||", "`", "```", "> ", "- ", "# ", "-# ", "1. ", "[", "](", ")", "<", ">"),
    *("@everyone", "@here", "<@123456789012345678>", "<@&1>", "<#1>", "</ask:1>", "<t:0:R>"),
    *("https://a.example/", "\\", "|", "\n", "\n\n", "\u200b", "\u202e", "\u0301" * 9, "\u00a0"),
    *(
        "{",
        "}",
        "{title}",
        "%s",
        "H-1B",
        "word",
        "a" * 90,
        "家" * 30,
        "वीज़ा",
        "👩‍👩‍👧‍👦",
        "🇺🇸",
        "é",
        " ",
        " ",
    ),
)
_PING = re.compile(r"(?<!\\)@(?:everyone|here\b)|<@!?\d")
"""What would mention somebody; a channel or a role in an entry is a link, which notifies nobody."""


def run(rng: random.Random, until: Deadline) -> int:
    """Draw one outcome at a time, in every form in which it may be sent."""
    tried = 0
    while not tried or not until.passed:
        entries = [entry for _ in range(3) if (entry := _entry(rng))]
        question = _text(rng, rng.choice((3, 30, 400)))
        with attempt((question, entries)):
            for view, asked in _views(rng, question, entries):
                _check(view, asked)
        tried += 1
    return tried


def _check(view: ui.LayoutView, asked: str) -> None:
    # Code mentions nobody.
    text = without_code(text_of(view.to_components()))
    assert_fits(view)
    for part, _controls in in_plain_text(view):
        if not 0 < len(part) <= limits.CONTENT:
            raise FindingError(f"{len(part)} characters of plain text")
    if ping := _PING.search(text):
        raise FindingError(f"{ping[0]!r} would mention somebody; asked {asked!r}")


def _views(
    rng: random.Random, question: str, entries: list[Entry]
) -> list[tuple[ui.LayoutView, str]]:
    links = [Link(Address(Key(Kind.FAQ, f"a{at}")), _line(rng)) for at in range(rng.randint(0, 60))]
    drawn: list[ui.LayoutView] = []
    answers = [_composed(entry, rng) for entry in entries]
    drawn += [render_topics("Topics", "Choose", links), *_inbox(rng, question, answers)]
    outcomes = _unsure(rng, question, answers)
    for answer in answers:
        offer = rng.choice((None, Offer(rng.randint(1, 10**9), 10**5, 10**6, "unstated")))
        outcomes.append(Found(question, answer, rng.random(), offer=offer))
        drawn += [
            render_answer(
                answer,
                number=number,
                shared_by=rng.choice((None, _line(rng))),
                corrected=rng.choice((None, TODAY)),
                reply_target=rng.choice((None, 2**63)),
            )
            for number in range(1, page(answer).count + 1)
        ]
    for outcome in outcomes:
        gap, reply_target = rng.random() < 0.5, rng.choice((None, 2**63))
        drawn.append(render_outcome(outcome, browse=links, gap=gap, reply_target=reply_target))
        drawn.append(render_outcome(outcome, browse=links, gap=gap, plain=True))
    if len(answers) > 1:
        comparison = _comparison(rng, answers)
        drawn.append(render_comparison(comparison, number=rng.randint(-1, 9)))
    return [(view, question) for view in drawn]


def _unsure(rng: random.Random, question: str, answers: list[Answer]) -> list[Outcome]:
    choices = tuple(Choice(one.address, one.title, rng.random()) for one in answers)
    found: list[Outcome] = [Unknown(question)]
    if choices:
        found += [WhichOne(question, choices, rng.random()), Closest(question, choices, 0.1)]
    return found


def _inbox(rng: random.Random, question: str, answers: list[Answer]) -> list[ui.LayoutView]:
    """Draw what moderators see of a question, and of a suggestion as it may be typed."""
    near = [Choice(one.address, one.title, rng.random()) for one in answers]
    text = question[:PHRASE_LIMIT]
    gap = Gap(1, 1, "tea", text, rng.randint(1, 10**6), 2, rng.random() < 0.5, False, NOW, NOW)
    answer = _text(rng, 900)[: limits.FIELD_TEXT]
    suggestion = Suggestion(guild=1, author=1, question=text, answer=answer, at=NOW)
    return [render_gap(gap, near), render_suggestion(suggestion, near)]


def _entry(rng: random.Random) -> Entry | None:
    """Type hostile text into the form; None if it is refused, as it is when it is saved."""
    slug = "".join(rng.choices("abcdefghij0123456789", k=rng.randint(1, SLUG_LIMIT)))
    pieces = rng.choice((_LEGAL, _LEGAL, _LEGAL, _PIECES))
    titles = [_line(rng, pieces) for _ in range(rng.randint(1, 4))]
    sources = "\n".join(f"{one} https://a.example/{at}" for at, one in enumerate(titles))
    answer = f"The {_text(rng, rng.choice((5, 60, 300)), pieces)}"
    wording = EntryFields(_line(rng, pieces), answer, "", sources)
    try:
        entry = new_entry(Key(Kind.FAQ, slug), wording, TODAY - timedelta(rng.randint(0, 4000)))
    except UnfitTextError:
        return None
    return None if any(entry_faults(entry)) else entry


def _composed(entry: Entry, rng: random.Random) -> Answer:
    library = Library({entry.key: entry}, {}, {}, Lexicon())
    answer = Composer.build(library).compose(Address(entry.key), TODAY)
    if answer is None:
        raise FindingError(f"no answer at {entry.key}")
    return answer


def _comparison(rng: random.Random, answers: list[Answer]) -> Comparison:
    sides = tuple(answers)
    rows = tuple(
        Row("cost", tuple(rng.choice((None, one.summary)) for one in sides))
        for _ in range(rng.randint(0, 12))
    )
    return Comparison(sides, tuple(one.title for one in sides), rows, ("cost", "duration"))


def _line(rng: random.Random, pieces: Sequence[str] = _PIECES) -> str:
    return " ".join(_text(rng, rng.randint(1, 12), pieces).split()) or "Tea"


def _text(rng: random.Random, most: int, pieces: Sequence[str] = _PIECES) -> str:
    return "".join(rng.choices(pieces, k=rng.randint(1, most)))
