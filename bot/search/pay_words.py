"""Read a question about pay: the job, the level or years, the place, the sum, the employer.

Pure: the names come from the base. What no part of a question about pay explains is `rest`, and
a question with a rest is about something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.search.amounts import Amount, amounts
from bot.search.pay_glue import (
    FIELDS,
    FOREIGN,
    GLUE,
    JUDGED,
    LEVEL,
    MONEY,
    OTHER_WORK,
    SENIORITY,
    SIDES,
    STATES,
    UNSURE_STATES,
    WHERE,
)
from bot.search.text.folding import fold

MOST_WORDS = 40
"""Words of a question that is read for pay; a longer one tells a story."""

_LONGEST_NAME = 6
_SHORTEST_MISSPELLED = 5
_ALIKE = 88
"""Percent of letters in common: one slip in a word of five letters."""
_WORDS_ALIKE = 70
"""The same for each word of a name of several."""
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?|\x00")
_SUM = "\x00"
_YEARS = re.compile(
    r"(?<![\w.])(\d{1,2})(?:\.\d)?\s?(?:\+|plus)?\s?-?(?:years?|yrs?|yoe|yr)(?![a-z0-9])"
    r"(?: of)?(?: exp(?:erience)?)?"
)
_LEVEL = re.compile(
    r"(?<![\w-])(?:wage |pay )?(?:levels?|lvl|lv)[ -]?(iv|i{1,3}|[1-4]|one|two|three|four)(?![\w])"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "one": 1, "two": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class PayNames:
    """What a base knows by name: words as people type them, in small letters."""

    jobs: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    """The codes of the areas that a name means."""
    area_states: Mapping[str, tuple[str, ...]]
    """The states that an area lies in."""
    employers: Mapping[str, str]

    def place(self, typed: str) -> tuple[str, ...]:
        """Find the areas of a name as somebody typed or chose it."""
        return parse_pay(f"in {typed}", self).places


class Topic(Enum):
    """What a question is about, as far as its words tell."""

    PAY = "pay"
    JUDGED = "judged"
    """Whether a sum is good, enough or low."""
    LEVEL = "level"
    WHERE = "where"
    SIDES = "sides"
    """Which of two."""


@dataclass(frozen=True, slots=True)
class PayWords:
    """What a question says of pay."""

    topics: frozenset[Topic] = frozenset()
    jobs: tuple[str, ...] = ()
    seniority: str | None = None
    """`entry`, `mid`, `senior`, `staff` or `lead`."""
    years: int | None = None
    places: tuple[str, ...] = ()
    """Codes of areas."""
    groups: tuple[tuple[str, ...], ...] = ()
    """The same, a group for each name."""
    state: str | None = None
    unknown_place: str | None = None
    amounts: tuple[Amount, ...] = ()
    wage_level: int | None = None
    employers: tuple[str, ...] = ()
    unknown_employer: str | None = None
    abroad: bool = False
    """Whether it names another country, or its money."""
    rest: tuple[str, ...] = ()
    """Words that none of this explains."""


class _Kind(Enum):
    JOB, PLACE, EMPLOYER, STATE, SENIORITY, WORD, SUM, REST = range(8)


class _Part(NamedTuple):
    kind: _Kind
    value: str
    length: int = 1
    codes: tuple[str, ...] = ()


class _Text(NamedTuple):
    """A question divided, before its names are read."""

    words: list[str]
    sums: tuple[Amount, ...]
    years: str | None
    level: str | None
    foreign_money: bool


def may_ask_pay(text: str) -> bool:
    """Return whether a text has a word or a sum without which no question about pay is one.

    It takes a tenth of reading the names, and most questions have none.
    """
    read = _divide(text)
    return bool(read.sums) or not _topics_of(set(read.words)).isdisjoint(_NEEDED)


def parse_pay(text: str, names: PayNames) -> PayWords:
    """Read a question; whatever is typed, something is returned."""
    read = _divide(text)
    if len(read.words) > MOST_WORDS:
        return PayWords(rest=tuple(read.words))
    return _read(_parts(read.words, names), read)


def _divide(text: str) -> _Text:
    folded = fold(text)
    folded, years = _cut(_YEARS, folded)
    folded, level = _cut(_LEVEL, folded, f" {LEVEL_WORD} ")
    result = tuple(amounts(folded))
    for amount in reversed(result):
        folded = f"{folded[: amount.start]} {_SUM} {folded[amount.end :]}"
    sums = tuple(amount.amount for amount in result if amount.amount)
    return _Text(_WORD.findall(folded), sums, years, level, len(sums) < len(result))


LEVEL_WORD = "wagelevel"
"""Stands in the text where a numbered level stood."""


def _cut(pattern: re.Pattern[str], text: str, put: str = " ") -> tuple[str, str | None]:
    match = pattern.search(text)
    if match is None:
        return text, None
    return f"{text[: match.start()]}{put}{text[match.end() :]}", match[1]


def _parts(words: list[str], names: PayNames) -> list[_Part]:
    parts: list[_Part] = []
    at = 0
    while at < len(words):
        part = _longest_name(words, at, names) or _word(words, at, parts)
        if part.kind is _Kind.REST and part.value not in FOREIGN | OTHER_WORK:
            part = _misspelled_name(words, at, names) or part
        if part.kind is _Kind.PLACE:
            part = _with_state(part, words, at + part.length, names)
        parts.append(part)
        at += part.length
    return parts


def _longest_name(words: list[str], at: int, names: PayNames) -> _Part | None:
    """Find the longest name that begins at a word."""
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        singular = name.removesuffix("s")
        if codes := names.places.get(name):
            return _Part(_Kind.PLACE, name, length, codes)
        if level := SENIORITY.get(name):
            return _Part(_Kind.SENIORITY, level, length)
        if employer := names.employers.get(name) or names.employers.get(name.removesuffix("'s")):
            return _Part(_Kind.EMPLOYER, employer, length)
        if job := names.jobs.get(name) or names.jobs.get(singular):
            return _Part(_Kind.JOB, job, length)
        if (state := STATES.get(name)) and name not in UNSURE_STATES:
            return _Part(_Kind.STATE, state, length)
        if name in FOREIGN or name in OTHER_WORK:
            return _Part(_Kind.REST, name, length)
    return None


def _misspelled_name(words: list[str], at: int, names: PayNames) -> _Part | None:
    """Find a place or a job that is spelled nearly so, such as `seatle`."""
    for length in (2, 1):
        name = " ".join(words[at : at + length])
        if at + length > len(words) or len(name) < _SHORTEST_MISSPELLED:
            continue
        if place := _nearest(name, names.places):
            return _Part(_Kind.PLACE, place, length, names.places[place])
        if job := _nearest(name, names.jobs):
            return _Part(_Kind.JOB, names.jobs[job], length)
    return None


def _nearest(typed: str, known: Mapping[str, object]) -> str | None:
    """Find the known name that is most like what was typed, if it may be a slip of it."""
    alike = process.extract_iter(typed, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    slips = (one for one in alike if one[0][0] == typed[0] and _is_slip(typed, one[0]))
    best = max(slips, key=itemgetter(1), default=None)
    return best[0] if best else None


def _is_slip(typed: str, known: str) -> bool:
    """Return whether each word may be a slip of the other: not `civil` of `cv engineer`."""
    pairs = list(zip(typed.split(), known.split(), strict=False))
    return len(pairs) == 1 or all(fuzz.ratio(*pair) >= _WORDS_ALIKE for pair in pairs)


def _word(words: list[str], at: int, before: list[_Part]) -> _Part:
    word = words[at]
    if word == _SUM:
        return _Part(_Kind.SUM, word)
    known = word in GLUE or word in MONEY or word in JUDGED or word in LEVEL
    if known or word in WHERE or word in SIDES or word == LEVEL_WORD or word.isdigit():
        return _Part(_Kind.WORD, word)
    after_in = bool(before) and before[-1].value == "in" and at == len(words) - 1
    if after_in and (state := STATES.get(word)):
        return _Part(_Kind.STATE, state)
    return _Part(_Kind.REST, word)


def _with_state(part: _Part, words: list[str], at: int, names: PayNames) -> _Part:
    """Consume the state behind a place; another state than its own makes it another place."""
    for length in (2, 1):
        name = " ".join(words[at : at + length])
        state = STATES.get(name)
        if state is None or at + length > len(words):
            continue
        own = tuple(code for code in part.codes if state in names.area_states.get(code, ()))
        if own:
            return _Part(_Kind.PLACE, part.value, part.length + length, own)
        if name not in UNSURE_STATES and name not in names.places:
            return _Part(_Kind.REST, f"{part.value} {name}", part.length + length)
    return part


def _read(parts: list[_Part], text: _Text) -> PayWords:
    unknown_place, left = _name_after(parts, ("in", "near", "around"))
    unknown_employer, left = _name_after(left, ("at",))
    groups = tuple(dict.fromkeys(part.codes for part in parts if part.kind is _Kind.PLACE))
    level = text.level
    number = (_ROMAN.get(level) or int(level)) if level else None
    return PayWords(
        topics=_topics_of({part.value for part in parts if part.kind is _Kind.WORD}),
        jobs=_values(parts, _Kind.JOB),
        seniority=next(iter(_values(parts, _Kind.SENIORITY)), None),
        years=int(text.years) if text.years else None,
        places=tuple(dict.fromkeys(code for group in groups for code in group)),
        groups=groups,
        state=next(iter(_values(parts, _Kind.STATE)), None),
        unknown_place=unknown_place,
        amounts=text.sums,
        wage_level=number,
        employers=_values(parts, _Kind.EMPLOYER),
        unknown_employer=unknown_employer,
        abroad=text.foreign_money or any(part.value in FOREIGN for part in parts),
        rest=_values(left, _Kind.REST),
    )


def _values(parts: list[_Part], kind: _Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.value for part in parts if part.kind is kind))


def _name_after(
    parts: list[_Part], prepositions: tuple[str, ...]
) -> tuple[str | None, list[_Part]]:
    """Read up to three unknown words behind a preposition as one name."""
    for at, part in enumerate(parts[:-1]):
        if part.value in prepositions:
            end = at + 1
            while end < len(parts) and parts[end].value in ("the", "a"):
                end += 1
            start = end
            while end < len(parts) and end - start < 3 and _is_name(parts[end : end + 2]):
                end += 1
            name = " ".join(one.value for one in parts[start:end])
            if name and name not in FOREIGN:
                return name, [*parts[:start], *parts[end:]]
    return None, parts


def _is_name(parts: list[_Part]) -> bool:
    """Return whether a part can belong to a name: `new` does, with something unknown behind it."""
    if parts[0].kind is _Kind.REST:
        return parts[0].value not in FIELDS
    return parts[0].value == "new" and len(parts) > 1 and parts[1].kind is _Kind.REST


def _topics_of(words: set[str]) -> frozenset[Topic]:
    """Return what words ask."""
    result = {
        Topic.PAY: bool(words & MONEY) or {"how", "much"} <= words,
        Topic.JUDGED: bool(words & JUDGED),
        Topic.LEVEL: bool(words & LEVEL) or LEVEL_WORD in words,
        Topic.WHERE: bool(words & WHERE),
        Topic.SIDES: bool(words & SIDES),
    }
    return frozenset(topic for topic, there in result.items() if there)


_NEEDED = frozenset({Topic.PAY, Topic.LEVEL})
"""What a question about pay asks, unless it names a sum."""
