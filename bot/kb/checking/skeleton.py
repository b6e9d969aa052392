"""Write a new entry that already passes the schema, with what to write at each place."""

from collections.abc import Iterator
from datetime import date

from bot.kb.model.entries import MODELS, NATIONWIDE, DualIntent, Entry, Section
from bot.kb.model.facts import Source, Trust
from bot.kb.model.keys import Key, Kind
from bot.kb.reading.links import Loc
from bot.kb.reading.markdown import print_entry

REVIEW_EVERY = 90
"""Days until the next check: how long most rules of the base stay as they are."""

_SUMMARY = "One sentence under 200 characters that is true when it is read alone."
_POINTS = (
    "One idea in one short sentence.",
    "Who decides, who pays, what to do next.",
    "Three to five points; quote figures as facts.",
)
_TITLE_WORDS = {"faq": "FAQ", "us": "US", "ml": "ML", "nlp": "NLP"}


def skeleton(key: Key, today: date) -> str:
    """Write the Markdown of a new entry; every figure and sentence in it is to be replaced."""
    return print_entry(_entry(key, today))


def _entry(key: Key, today: date) -> Entry:
    source = Source(
        title="Name of the page",
        url="https://www.uscis.gov/",
        checked=today,
        trust=Trust.BACKGROUND,
    )
    # The models are strict, so what is the same for all kinds is made once and validated there.
    common = {
        "key": key,
        "title": _title(key),
        "summary": _SUMMARY,
        "points": _POINTS,
        "asks": (f"what people type about {_title(key).lower()}",),
        "reviewed": today,
        "review_every": REVIEW_EVERY,
        "sources": (source,),
    }
    return MODELS[key.kind].model_validate(common | _own(key, source, today))


def untouched_texts(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Yield each place where an entry still says what its skeleton said."""
    skeleton_entry = _entry(entry.key, entry.reviewed)
    for field in ("summary", "question", "low", "high"):
        if getattr(entry, field, None) and getattr(entry, field) == getattr(
            skeleton_entry, field, None
        ):
            yield (field,), _UNTOUCHED
    for field in ("topics", "points", "asks"):
        for number, one in enumerate(getattr(entry, field, ())):
            if one in getattr(skeleton_entry, field):
                yield (field, number), _UNTOUCHED
    yield from _untouched_parts(entry, skeleton_entry.sources[0])


def _untouched_parts(entry: Entry, written: Source) -> Iterator[tuple[Loc, str]]:
    for number, source in enumerate(entry.sources):
        for field in ("title", "url"):
            if getattr(source, field) == getattr(written, field):
                yield ("sources", number, field), _UNTOUCHED
    for number, section in enumerate(entry.sections):
        if section.summary == _section_summary(section.name):
            yield ("sections", number), _UNTOUCHED


_UNTOUCHED = "still says what 'kb new' wrote: replace it"


def _title(key: Key) -> str:
    words = [_TITLE_WORDS.get(word, word) for word in key.slug.split("-")]
    title = " ".join(words)
    return title[0].upper() + title[1:]


def _own(key: Key, source: Source, today: date) -> dict[str, object]:
    """Fill in the fields that only this kind has."""
    match key.kind:
        case Kind.VISA:
            return {
                "code": key.slug.upper()[:24],
                "category": "nonimmigrant",
                "dual_intent": DualIntent.NOT_CHECKED,
                "dependents": (),
                "sections": _sections(("eligibility", "duration", "cost", "apply")),
            }
        case Kind.ROLE:
            return {
                "soc_codes": ("15-2051",),
                "typical_visas": (),
                "sections": _sections(("responsibilities", "requirements", "pay")),
            }
        case Kind.SALARY:
            return {
                "role": None,
                "level": "any",
                "place": NATIONWIDE,
                "currency": "USD",
                "period": "year",
                "basis": "unstated",
                "as_of": today,
                "low": 1,
                "high": 2,
                "source": source.url,
            }
        case Kind.FAQ:
            return {"question": f"What should people know about {_title(key)}?", "topics": ("new",)}


def _sections(names: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(Section(name=name, summary=_section_summary(name)) for name in names)


def _section_summary(name: str) -> str:
    return f"One sentence that answers the part '{name}' alone."
