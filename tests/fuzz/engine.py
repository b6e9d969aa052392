"""Ask the shipped base and a server's own answers anything, with the sentence model on.

Whatever is asked has one of four outcomes, in bounded time, and no answer is given for another
number, day or year than the question names. What a question names is known here by how it was
made, not by how the engine reads it.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.search.index import Decision, Ranking, Reason
from bot.search.overlay import Overlay
from bot.search.values.documents import Document
from bot.services.content.documents import documents, search_lexicon
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.knowledge.golden import load_golden
from tests.support.knowledge.shipped import shipped_index, shipped_library
from tests.support.meaning import Asking, learned

_SMALL = tuple(map(str, range(2, 30)))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "April", "June", "July", "August", "October", "December")
_ORDINALS = ("first", "second", "third", "fourth", "5th", "6th", "7th")
_YEARS = tuple(map(str, range(2015, 2026)))

TEMPLATES: tuple[tuple[str, Sequence[str]], ...] = (
    ("How do I install Python {}?", ("3.9", "3.10", "3.11", "3.12", "3.1", "2.7")),
    ("Where is the Windows {} driver?", ("7", "8", "10", "11", "12")),
    ("When is homework {} due?", _SMALL),
    ("Where was the {} meetup?", _YEARS),
    ("Is the office open on {}?", _DAYS),
    ("What is in room {}?", _SMALL),
    ("Who teaches chapter {}?", _SMALL),
    ("When does season {} begin?", _SMALL),
    ("Is the {} gathering online?", _MONTHS),
    ("Who won the {} round?", _ORDINALS),
    ("What is new in edition {} of the handbook?", _SMALL),
    ("How do I get the generation {} tablet?", _SMALL),
    ("Where does bus {} stop?", _SMALL),
)
"""Questions of a server's own, and what may stand in them: each pair differs in that alone."""

_TELLING = frozenset({
    "i", "we", "im", "approved", "filed", "laid", "fired", "hired", "since", "quit", "priority",
    "came", "born", "graduated", "joined", "moved", "entered", "arrived", "landed", "earned", "pd",
    "end", "ends", "ended", "starts", "started", "expires", "expired", "valid", "got",
})  # fmt: skip
"""Words of golden questions after which a year may be the asker's own."""

_BEFORE = ("", "hey, ", "quick question: ", "pls ", "does anybody know: ")
_AFTER = ("", " thanks", " please", "??", " asking for a friend", " 👍")
_QUANTITIES = (" i have 3 publications", " after 4 years", " for my 2 kids", " offer of 180k")
_SIGNS = "\u200d\u0301\u202e\ufe0f\x00?!.,'-–_*`<>@#👍🇺🇸\ud83dßİﷺ१٣½𝓱م中"


@dataclass(frozen=True, slots=True)
class _World:
    """What is asked, and the texts of its documents."""

    ask: Asking
    golden: Sequence[str]
    texts: Mapping[tuple[str, str | None], str]


@dataclass(frozen=True, slots=True)
class _Server:
    """A server with an answer for each template, and the value that stands in it."""

    ask: Asking
    values: Mapping[str, str]


def run(rng: random.Random, until: Deadline) -> int:
    """Ask one question after another."""
    world, server = _world(), _server(rng)
    tried = 0
    while not tried or not until.passed:
        rng.choice(_CHECKS)(rng, world, server)
        tried += 1
    return tried


def _anything(rng: random.Random, world: _World, server: _Server) -> None:
    """Ask what means nothing, or too much."""
    question = rng.choice(_QUESTIONS)(rng, world.golden)
    for ask in (world.ask, server.ask):
        with attempt(question):
            _sound(ask(question))


def _another_year(rng: random.Random, world: _World, _: _Server) -> None:
    """Ask a golden question of a year that its answer may not know."""
    year, asked = rng.choice(_YEARS), rng.choice(world.golden)
    if not _TELLING.isdisjoint(asked.casefold().split()):
        return
    question = f"{asked} in {year}"
    with attempt(question):
        ranking = world.ask(question)
        _sound(ranking)
        if ranking.decision is Decision.FOUND:
            hit = ranking.offered[0]
            if year not in world.texts[hit.entry, hit.section]:
                raise FindingError(f"answered by {hit.entry}, which does not know {year}")


def _another_value(rng: random.Random, _: _World, server: _Server) -> None:
    """Ask a server's own question with another number in it."""
    template, values = rng.choice(TEMPLATES)
    mine = server.values[template]
    other = rng.choice([one for one in values if one != mine])
    question = _dressed(rng, template.format(other))
    with attempt((question, mine)):
        ranking = server.ask(question)
        _sound(ranking)
        answered = ranking.decision in (Decision.FOUND, Decision.WHICH_ONE)
        if answered and any(hit.entry == _key(template) for hit in ranking.offered):
            raise FindingError(f"{other} is answered by {mine}")


def _the_same_value(rng: random.Random, _: _World, server: _Server) -> None:
    """Ask a server's own question as it is, with a quantity beside it."""
    template, _values = rng.choice(TEMPLATES)
    question = template.format(server.values[template]) + rng.choice(_QUANTITIES)
    with attempt(question):
        ranking = server.ask(question)
        _sound(ranking)
        first = ranking.hits[0].entry
        if first == _key(template) and ranking.reason is Reason.CONTRADICTED:
            raise FindingError("a quantity guards")


_CHECKS: tuple[Callable[[random.Random, _World, _Server], None], ...] = (
    _anything,
    _another_year,
    _another_value,
    _the_same_value,
)

_OFFERED = {
    Decision.FOUND: range(1, 2),
    Decision.WHICH_ONE: range(2, 5),
    Decision.CLOSEST: range(1, 4),
    Decision.UNKNOWN: range(1),
}
"""How many answers each outcome shows."""


def _sound(ranking: Ranking) -> None:
    """Raise unless a ranking is one of the four outcomes, with sound figures."""
    if len(ranking.offered) not in _OFFERED[ranking.decision]:
        raise FindingError(f"{ranking.decision} with {len(ranking.offered)} answers")
    chances = (ranking.known, *(hit.confidence for hit in ranking.hits))
    if not all(0 <= chance <= 1 for chance in chances):
        raise FindingError(f"no probabilities: {chances}")


def _unicode(rng: random.Random, _: Sequence[str]) -> str:
    highest = rng.choice((0x7F, 0x24F, 0x2FFF, 0xFFFF, 0x10FFFF))
    return "".join(chr(rng.randint(0, highest)) for _ in range(rng.randint(0, 80)))


def _mutated(rng: random.Random, golden: Sequence[str]) -> str:
    letters = list(rng.choice(golden))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(letters) + 1)
        letters[at : at + rng.randint(0, 2)] = rng.choices(_SIGNS, k=rng.randint(0, 3))
    return "".join(letters)


def _joined(rng: random.Random, golden: Sequence[str]) -> str:
    parts = rng.choices(golden, k=rng.choice((2, 3, 6, 3000)))
    return rng.choice((" ", "", "\n", "? ", ", and ")).join(parts)


def _signs(rng: random.Random, _: Sequence[str]) -> str:
    return "".join(rng.choices(_SIGNS, k=rng.choice((1, 2, 3, 50, 100_000))))


_QUESTIONS: tuple[Callable[[random.Random, Sequence[str]], str], ...] = (
    _unicode,
    _mutated,
    _joined,
    _signs,
)


def _dressed(rng: random.Random, question: str) -> str:
    asked = rng.choice(_BEFORE) + question + rng.choice(_AFTER)
    return rng.choice((str, str.lower, str.upper))(asked)


def _key(template: str) -> str:
    return f"faq:own-{[one for one, _ in TEMPLATES].index(template)}"


@cache
def _world() -> _World:
    """Learn a part of the shipped base: all of it would take a minute."""
    library = shipped_library()
    listed = tuple(documents(library))
    thinned = [replace(one, names=(), phrasings=one.phrasings[:1], body="") for one in listed[::4]]
    return _World(
        Asking(shipped_index(), learned(thinned, search_lexicon(library))),
        [one.ask for group in load_golden() for one in group],
        {(one.entry, one.section): str(one) for one in listed},
    )


def _server(rng: random.Random) -> _Server:
    values = {template: rng.choice(values) for template, values in TEMPLATES}
    own = [
        Document(_key(template), None, question, (question,), body="As it always was.")
        for template, value in values.items()
        if (question := template.format(value))
    ]
    meaning = learned(own, search_lexicon(shipped_library()))
    return _Server(Asking(Overlay.build(shipped_index(), own), meaning), values)
