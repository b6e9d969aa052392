"""Servers with entries of their own, and what is asked there: for `tests.bench.own_entries`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bot.search.index import Index
from bot.search.overlay import Overlay
from bot.search.own import GuildLayer
from bot.search.values.documents import Document, Lexicon
from bot.search.values.ranking import Ranking
from bot.semantic.stage import SemanticModel
from tests.support.knowledge.golden import Golden, load_golden
from tests.support.server_faqs import SERVER_FAQS

MOVED = 4
"""One of so many questions of the base is a server's instead."""

PHRASINGS = 3
"""What a moderator gives an entry at most, beside its question."""

ASKED = 6
"""Other phrasings of an entry that are asked, and that nobody has read before."""

GOLDEN = 500
REFUSED = 250


@dataclass(frozen=True, slots=True)
class Server:
    """A server's own documents over a base, and questions by kind, with the places they want."""

    own: Sequence[Document]
    asked: Mapping[str, Sequence[Golden]]
    held_back: bool = False
    """Whether nothing is fitted on it."""

    @property
    def places(self) -> frozenset[str]:
        """The places of its own documents."""
        return frozenset(place_of(one.entry, one.section) for one in self.own)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks a server by words, and by meaning too where these do not decide."""

    overlay: Overlay
    stage: SemanticModel
    layer: GuildLayer

    @classmethod
    def over(
        cls, base: Index, stage: SemanticModel, own: Sequence[Document], guild: int
    ) -> "Asker":
        """Lay a server's documents over a base, and have the model read all of them."""
        overlay = Overlay.build(base, own)
        layer = GuildLayer(guild, overlay.own)
        assert stage.own is not None, "almanac[semantic] is installed"
        stage.own.want(guild)
        while stage.own.next_wanted() is not None:
            stage.own.read_some(layer)
        return cls(overlay, stage, layer)

    def by_words(self, question: str) -> Ranking:
        """Ask by words alone."""
        return self.overlay.search(question, limit=16)

    def ask(self, question: str) -> Ranking:
        """Ask as the bot does."""
        ranking = self.by_words(question)
        if ranking.decisive:
            return ranking
        sense = ranking.sensed(lambda text: self.stage.sense(text, self.layer))
        return ranking if sense is None else self.overlay.search(question, limit=16, sense=sense)


def place_of(entry: str, section: str | None) -> str:
    """Write a place as golden questions do."""
    return f"{entry}/{section or ''}".rstrip("/")


def split_base(
    documents: Sequence[Document], drawn: Random
) -> tuple[list[Document], list[Document], list[Golden]]:
    """Make a quarter of the base's questions a server's, as a moderator would write them.

    Return what is left of the base, the server's documents, and what is asked of them.
    """
    questions = sorted({one.entry for one in documents if one.entry.startswith("faq:")})
    moved = {*drawn.sample(questions, len(questions) // MOVED)}
    own, asked = [], []
    for one in documents:
        if one.entry not in moved:
            continue
        size = min(len(one.phrasings), drawn.randint(0, PHRASINGS))
        kept = drawn.sample(one.phrasings, size)
        own.append(replace(one, names=one.names[-1:], phrasings=tuple(kept), typed=()))
        others = [text for text in (*one.phrasings, *one.typed) if text not in kept]
        places = frozenset((place_of(one.entry, one.section),))
        asked += [Golden(text, places) for text in drawn.sample(others, min(ASKED, len(others)))]
    return [one for one in documents if one.entry not in moved], own, asked


def asked_of_base(base: Sequence[Document], drawn: Random) -> dict[str, list[Golden]]:
    """Draw questions that the base answers, and such as nothing answers."""
    answered, refused = load_golden()
    places = {place_of(one.entry, one.section) for one in base}
    theirs = [one for one in answered if one.places <= places]
    return {
        "base": drawn.sample(theirs, min(GOLDEN, len(theirs))),
        "refused": drawn.sample(refused, min(REFUSED, len(refused))),
    }


def read_server(entries: Path, queries: Path, drawn: Random, most: int) -> Server:
    """Read entries and questions on other subjects, in the form of `engine.md`."""
    own = [_document(json.loads(line)) for line in entries.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in queries.read_text("utf-8").splitlines()]
    asked = [Golden(row["text"], frozenset((_key(row["label"]),))) for row in rows if row["label"]]
    outside = [Golden(row["text"], frozenset()) for row in rows if not row["label"]]
    return Server(own, {"own": drawn.sample(asked, min(most, len(asked))), "outside": outside})


def _document(row: Mapping[str, str]) -> Document:
    return Document(
        _key(row["id"]),
        None,
        row["title"],
        (row["title"],),
        phrasings=tuple(row["aliases"]),
        body=row["body"],
    )


def _key(label: str) -> str:
    return f"faq:{label.replace('_', '-')}"


def servers(
    documents: Sequence[Document], files: Sequence[tuple[Path, Path]], seed: int = 5
) -> tuple[list[Document], Iterator[tuple[str, Server]]]:
    """Return a base, and servers over it with what is asked there."""
    drawn = Random(seed)
    base, own, asked = split_base(documents, drawn)
    shared = asked_of_base(base, drawn)
    typical = [one.document for one in SERVER_FAQS]
    theirs = [asked for one in SERVER_FAQS for asked in one.golden]
    listed = [
        ("the base's subject", Server(own, {"own": asked, **shared})),
        ("a community", Server(typical, {"own": theirs, **shared}, held_back=True)),
    ]
    for entries, queries in files:
        one = read_server(entries, queries, drawn, GOLDEN)
        listed.append((entries.stem, Server(one.own, {**one.asked, **shared})))
    return base, iter(listed)


def learn(base: Sequence[Document], lexicon: Lexicon, data: Path) -> tuple[Index, SemanticModel]:
    """Index a base and have the model learn it."""
    stage = SemanticModel(None, data)
    stage.train(base, lexicon)
    return Index.build(base, lexicon), stage
