"""Legal entries of every kind, made up by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from bot.kb.model.conditions import Conditions
from bot.kb.model.entries import DualIntent, Entry, Faq, Level, Role, Salary, Section, Visa
from bot.kb.model.facts import Fact, Source, Status, Trust
from bot.kb.model.figures import numbers_in
from bot.kb.model.keys import Key, Kind

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))


def _readable(text: str) -> bool:
    return "{{" not in text


def lines(max_size: int = 60) -> st.SearchStrategy[str]:
    """One line that begins like a sentence, with anything after that."""
    words = st.lists(st.text(_LETTERS, min_size=1, max_size=12), max_size=max_size // 8)
    return words.map(lambda found: " ".join(["The", *found])).filter(_readable)


def _prose() -> st.SearchStrategy[str]:
    plain = st.text(st.sampled_from("abcdefgh .,:é"), min_size=1, max_size=80)
    tidy = plain.map(lambda text: " ".join(["Then", *text.split()]))
    return st.lists(tidy, max_size=3).map("\n\n".join)


def _names_no_number(text: str) -> bool:
    return not any(sign.isdecimal() for sign in text) and not {*numbers_in(text)}


_WORDS = lines(20).filter(_names_no_number)
"""Words that name no number, in letters neither, which could contradict a value."""

_SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
_URLS = st.from_regex(r"https://[a-z]{3,10}\.example/[a-z0-9]{1,20}", fullmatch=True)
_PHRASES = st.lists(lines(40), max_size=3).map(tuple)
_CONDITIONS = st.none() | st.builds(
    Conditions,
    today=st.none() | lines(),
    applies_to=lines(),
    since=lines(),
    unless=lines(),
    never_first=lines(),
    lawyer_before=lines(),
)
_POINTS = st.lists(lines(), max_size=4).map(tuple)


@st.composite
def _sections(draw: st.DrawFn, model: type[Entry]) -> tuple[Section, ...]:
    if not model.vocabulary:
        return ()
    names = draw(st.lists(st.sampled_from(list(model.vocabulary)), unique=True, max_size=4))
    return tuple(
        Section(
            name=name,
            asks=draw(_PHRASES),
            conditions=draw(_CONDITIONS),
            summary=draw(lines()),
            points=draw(_POINTS),
            more=draw(_prose()),
        )
        for name in names
    )


@st.composite
def _facts(draw: st.DrawFn, source: str) -> tuple[Fact, ...]:
    names = draw(st.lists(_SLUGS, unique=True, max_size=3))
    values = st.one_of(st.integers(-(10**15), 10**15), _DAYS, lines(20))
    return tuple(
        Fact(
            name=name,
            value=draw(values),
            unit=draw(st.none() | lines(20)),
            text=draw(_WORDS),
            source=source,
            section=draw(st.none() | lines(20)),
            as_of=draw(_DAYS),
            true_on=draw(st.none() | st.just(date(2031, 1, 1))),
            recheck_by=draw(st.none() | st.dates(date(2031, 1, 1), date(2040, 12, 31))),
            valid_until=draw(st.none() | _DAYS),
            status=draw(st.sampled_from(Status)),
        )
        for name in names
    )


def _own_fields(kind: Kind, draw: st.DrawFn) -> dict[str, object]:
    if kind is Kind.VISA:
        return {
            "code": draw(st.sampled_from(["H-1B", "O-1A", "EB-2"])),
            "category": draw(st.sampled_from(["nonimmigrant", "immigrant"])),
            "dual_intent": draw(st.sampled_from(DualIntent)),
            "dependents": draw(st.sampled_from([(), ("H-4",), ("O-3", "J-2")])),
        }
    if kind is Kind.ROLE:
        return {"soc_codes": ("15-2051",), "typical_visas": (Key(Kind.VISA, "h-1b"),)}
    if kind is Kind.SALARY:
        low, high = sorted((draw(st.integers(1, 10**6)), draw(st.integers(1, 10**6))))
        return {
            "role": draw(st.none() | st.just(Key(Kind.ROLE, "ml-engineer"))),
            "level": draw(st.sampled_from(Level)),
            "place": draw(st.sampled_from(["United States", "Seattle"])),
            "currency": "USD",
            "period": "year",
            "basis": draw(st.sampled_from(["base", "total", "unstated"])),
            "as_of": draw(_DAYS),
            "low": low,
            "high": high,
            "source": draw(_URLS),
        }
    return {"question": draw(lines()), "topics": (draw(lines(16)),)}


_MODELS: dict[Kind, type[Entry]] = {
    Kind.VISA: Visa,
    Kind.ROLE: Role,
    Kind.SALARY: Salary,
    Kind.FAQ: Faq,
}


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any legal entry."""
    kind = draw(st.sampled_from(Kind))
    model = _MODELS[kind]
    url = draw(_URLS)
    source = Source(
        title=draw(lines(30)),
        url=url,
        checked=draw(st.none() | _DAYS),
        trust=draw(st.sampled_from(Trust)),
    )
    common = {
        "key": Key(kind, draw(_SLUGS)),
        "title": draw(lines(24)),
        "featured": draw(st.booleans()),
        "summary": draw(lines()),
        "aliases": draw(_PHRASES),
        "asks": draw(_PHRASES),
        "refusals": draw(_PHRASES),
        "lookalikes": draw(st.sampled_from([(), (Key(Kind.VISA, "o-3"),)])),
        "related": (),
        "high_stakes": draw(st.booleans()),
        "conditions": draw(_CONDITIONS),
        "reviewed": draw(_DAYS),
        "review_every": draw(st.integers(1, 400)),
        "sources": (source,),
        "facts": draw(_facts(url)),
        "points": draw(_POINTS),
        "more": draw(_prose()),
        "sections": draw(_sections(model)),
    }
    return model.model_validate(common | _own_fields(kind, draw))
