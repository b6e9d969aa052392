"""A small base made by hand: look-alike visas, two levels of pay, three questions."""

from functools import cache

from bot.search.index import Index, Ranking
from bot.search.values.documents import Document, Lexicon

LEXICON = Lexicon(
    synonyms={
        "green card": ("gc", "permanent residence"),
        "niw": ("national interest waiver",),
        "spouse": ("wife", "husband"),
        "ml engineer": ("machine learning engineer", "mle"),
    },
    codes=("B-2", "K-1", "O-1B", "I-140", "DS-2019", "NIW"),
    places=("San Francisco", "New York", "Boston"),
)

_H1B = ("H-1B visa", "H-1B", "h1b visa")
_H1B1 = ("H-1B1 visa", "H-1B1")
_O1A = ("O-1A visa", "O-1A", "O-1", "extraordinary ability visa")
_H4 = ("H-4 visa", "H-4")
_O3 = ("O-3 visa", "O-3")
_L1 = ("L-1 visa", "L-1")
_L2 = ("L-2 visa", "L-2")
_EB2 = ("EB-2 green card", "EB-2")
_NIW = ("EB-2 NIW", "NIW", "national interest waiver")
_SENIOR = ("Senior ML engineer pay in San Francisco", "San Francisco")
_JUNIOR = ("Junior ML engineer pay in New York", "New York")
_TWINS = {
    "visa:h-1b": ("visa:h-1b1", "visa:h-4"),
    "visa:o-1a": ("visa:o-3",),
    "visa:l-1": ("visa:l-2", "visa:o-1a"),
    "visa:eb-2": ("visa:eb-2-niw",),
    "visa:h-4": ("visa:o-3", "visa:l-2"),
}


def _document(
    entry: str,
    names: tuple[str, ...],
    phrasings: tuple[str, ...],
    body: str,
    section: str | None = None,
    aspects: tuple[str, ...] = (),
    refusals: tuple[str, ...] = (),
) -> Document:
    title = names[0] if section is None else f"{names[0]}: {section}"
    featured = section is None and entry in {"visa:o-1a", "faq:phd"}
    return Document(
        entry, section, title, names, aspects, phrasings, refusals, body,
        _TWINS.get(entry, ()), featured,
    )  # fmt: skip


DURATION = ("Duration", "how long", "years", "stay", "extension")
COST = ("Cost", "how much", "fee", "premium processing", "price")
FAMILY = ("Family", "spouse", "children", "dependants", "work permit of my spouse")

DOCUMENTS = (
    _document(
        "visa:h-1b", _H1B, ("what is h1b", "tell me about the h-1b work visa"),
        "The H-1B is for specialty occupations. An employer files for you.",
        refusals=("what is h1b1", "is there an age limit for h1b"),
    ),
    _document(
        "visa:h-1b", _H1B,
        ("how long does h1b last", "max years on h-1b", "can i extend h1b after six years"),
        "H-1B time is limited to six years; an approved I-140 allows more.", "duration", DURATION,
    ),
    _document(
        "visa:h-1b", _H1B,
        ("how does the h1b lottery work", "what if i am not selected in the h1b lottery"),
        "More people register than there are numbers, so a lottery selects.", "lottery",
        ("Lottery", "selection", "cap", "odds"),
    ),
    _document(
        "visa:h-1b", _H1B,
        ("can i change jobs on h1b", "h1b transfer to another employer"),
        "You may start with a new employer once it has filed for you.", "changing-jobs",
        ("Changing jobs", "transfer", "new employer", "laid off"),
    ),
    _document(
        "visa:h-1b1", _H1B1, ("what is h1b1", "h-1b1 for chile and singapore"),
        "The H-1B1 is for citizens of Chile and Singapore. It is not the H-1B.",
    ),
    _document(
        "visa:o-1a", _O1A, ("what is the o-1 visa", "who can get an o1a"),
        "The O-1A is for people of extraordinary ability.",
    ),
    _document(
        "visa:o-1a", _O1A, ("how long does o1 last", "o-1 extension one year"),
        "The first period is up to three years.", "duration", DURATION,
    ),
    _document(
        "visa:o-1a", _O1A, ("how much does an o1 cost", "o-1a filing fee"),
        "There is a filing fee, and premium processing costs extra.", "cost", COST,
    ),
    _document(
        "visa:o-1a", _O1A, ("can my family come with me on o1",),
        "Family members hold O-3 status. They may study but not work.", "family", FAMILY,
    ),
    _document(
        "visa:h-4", _H4, ("what is h4", "can my spouse work on h-4"),
        "H-4 is for the spouse and children of an H-1B holder. Some may work.",
    ),
    _document(
        "visa:o-3", _O3, ("what is o3", "can my spouse work on o-3"),
        "O-3 is for the spouse and children of an O-1 holder. They may never work.",
    ),
    _document(
        "visa:l-1", _L1, ("what is the l-1 visa", "transfer inside my company to the us"),
        "The L-1 moves an employee of a company to its office in the US.",
    ),
    _document(
        "visa:l-2", _L2, ("what is the l-2 visa", "can my husband work on l2"),
        "L-2 is for the spouse and children of an L-1 holder.",
    ),
    _document(
        "visa:eb-2", _EB2, ("what is eb2", "eb-2 with a master degree"),
        "EB-2 is a green card for an advanced degree, with an employer and PERM.",
    ),
    _document(
        "visa:eb-2-niw", _NIW, ("what is eb2 niw", "green card without an employer"),
        "The national interest waiver lets you file for an EB-2 yourself.",
    ),
    _document(
        "salary:mle-senior-sf", _SENIOR, ("how much does a senior mle earn in san francisco",),
        "Base pay of a senior ML engineer in San Francisco.",
    ),
    _document(
        "salary:mle-junior-ny", _JUNIOR, ("entry level ml engineer salary in new york",),
        "Base pay of a junior ML engineer in New York.",
    ),
    _document(
        "faq:phd", ("Do I need a PhD?",), ("is a phd required for ml jobs", "phd needed"),
        "Most engineering roles do not ask for a PhD.",
    ),
    _document(
        "faq:sponsors", ("Which companies sponsor visas?",),
        ("which employers sponsor a work visa", "list of companies that sponsor"),
        "Large technology companies file most petitions.",
    ),
)  # fmt: skip


@cache
def visas() -> Index:
    """Build the index once for all tests: it never changes."""
    return Index.build(DOCUMENTS, LEXICON)


def answer(ranking: Ranking) -> str:
    """Name the answer as `entry/section`, or the decision where there is none."""
    if ranking.decision != "found":
        return ranking.decision.value
    first = ranking.offered[0]
    return f"{first.entry}/{first.section}" if first.section else first.entry


def first(ranking: Ranking) -> str:
    """Name the best hit as `entry/section`, whatever was decided; empty where there is none."""
    hits = ranking.hits
    return (f"{hits[0].entry}/{hits[0].section or ''}".rstrip("/")) if hits else ""
