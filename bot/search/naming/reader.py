"""Read the words of a text: which numbers, days, months and seasons in it name a thing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from bot.search.naming.terms import FISCAL, NO_SLIPS, NONE, Token, as_typed, split_term
from bot.search.naming.words import (
    BEFORE_VERBS,
    CARDINALS,
    COVERED,
    DATING,
    DAYS,
    DEGREES,
    EVENTS,
    FALLING,
    FIRST_PERSON,
    HOLDING,
    JOINING,
    MEASURED,
    MODALS,
    MONTHS,
    NAMING,
    NUMERALS,
    ORDINALS,
    PAST,
    PLURAL_NAMES,
    RANKS,
    RELATIVE,
    SEASONS,
    SHORT_DAYS,
    SPANNING,
    SUBJECTS,
    UNITS,
    UNNAMED,
    WEEK,
    WEEKEND,
    WORDS,
)
from bot.search.text.lexer import Kind, Term
from bot.search.values.labels import DATE, DAY, MONTH, SEASON, VERSION, YEAR, Label

_ORDINAL = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19[5-9]|20[0-3])[0-9]")
_DATED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4})")

_LONG = 4
"""Digits above which only a word of `NAMING` makes a name of a number: `proclamation 10998`."""

_SHORT = 2
"""Digits of a day of a month, and of the second end of a range such as `levels 1-4`."""

_COUNTED = frozenset({"bug", "case", "form", "issue", "page", "pr", "proclam", "room", "section"})
"""Nouns of `NAMING` that go on past a thousand: `form 2020` is no year."""

_WIDEST = 50
"""The most numbers that a range such as `chapters 1 to 4` stands for."""

_NEAR = 8
"""Words before a date in which somebody may say what happened to them then."""

_BESIDE = 3
"""The same for something that ends or begins then."""


_WORD, _LEVEL = Kind.WORD, Kind.LEVEL
"""Looked up once: members of an enumeration are slow."""


def may_hold(terms: Iterable[Term]) -> bool:
    """Return whether a text may hold a label."""
    return any(term.kind is not _WORD or term.text in WORDS for term in terms)


Read = tuple[Label | None, str]
"""A label, if any, and a value that stands in the text."""


class Words:
    """Reads what the words of one text name."""

    def __init__(self, terms: Iterable[Term], typed: Mapping[str, str] = NO_SLIPS) -> None:
        # A phrase such as `h1b season` is one term: its words are looked at one by one.
        words = chain.from_iterable(map(split_term, terms))
        self._words = tuple(as_typed(word, typed) for word in words) if typed else tuple(words)

    def read(self) -> Iterator[Read]:
        """Yield what stands there, in order; a range says each number in it."""
        family, ended = "", -1
        for at in [at for at, word in enumerate(self._words) if not word.plain]:
            word = self._words[at]
            goes_on = family if ended >= 0 and self._continues(ended, at) else ""
            for label, value in self._read_at(at, word, goes_on):
                if label is not None and value == word.number:
                    family, ended = label.family, at
                yield label, value

    def _word(self, place: int) -> Token:
        return self._words[place] if 0 <= place < len(self._words) else NONE

    def _continues(self, ended: int, at: int) -> bool:
        """Return whether a number goes on from one before: `Windows 11 or 12`, `levels 1-4`."""
        if at - ended == 1:
            return max(len(self._word(ended).text), len(self._word(at).text)) <= _SHORT
        return at - ended == 2 and self._word(at - 1).text in JOINING

    def _read_at(self, at: int, word: Token, family: str) -> Iterator[Read]:
        if word.kind is _LEVEL:
            if word.text[-1].isdigit():
                yield Label("level", word.text[-1]), word.text[-1]
        elif word.text.startswith("fy") and (fiscal := FISCAL.fullmatch(word.text)):
            yield self._read_date(at, YEAR, f"20{fiscal[1]}")
        elif number := word.number:
            yield from self._read_number(at, number, family)
        elif value := self._ordinal(word):
            yield self._date_label(at, value) or self._read_ordinal(at, value), value
        elif value := self._read_spelled_number(at):
            noun = self._word(at - 1).text
            yield Label(NAMING.get(noun, noun), value), value
        else:
            yield from self._read_calendar(at, word)

    def _read_calendar(self, at: int, word: Token) -> Iterator[Read]:
        """Read a day, month or season, or a word for several days."""
        if word.typed in DAYS and self._is_day(at):
            yield from (self._read_date(at, DAY, day) for day in self._days(at))
        elif word.typed in MONTHS and self._is_month(at):
            yield self._read_date(at, MONTH, MONTHS[word.typed])
        elif word.typed in SEASONS and self._is_season(at):
            yield self._read_date(at, SEASON, SEASONS[word.typed])
        elif word.text in RELATIVE and self._word(at - 1).text in ("last", "next"):
            # Which one that is depends on the day: it rules out what a title dates.
            value = f"{self._word(at - 1).text} {word.text}"
            yield Label(RELATIVE[word.text], value, loose=True), value
        elif days := self._covered_days(at, word):
            # Who works at weekends tells of themselves: a title of Monday alone is ruled out.
            asked = word.text == WEEKEND
            yield from ((Label(DAY, day, loose=True) if asked else None, day) for day in days)

    def _read_number(self, at: int, number: str, family: str) -> Iterator[Read]:
        """Read a number: a year, a day of a month, a version, or what its neighbors make of it."""
        if dated := _DATED.fullmatch(number):
            yield None, dated[1]
        elif self._is_quantity(at):
            return
        elif _YEAR.fullmatch(number) and not {family, self._word(at - 1).text} & _COUNTED:
            yield self._read_date(at, YEAR, number)
        elif date := self._date_label(at, number):
            yield date, date.value
        elif family:
            first = self._word(at - 2).number if self._word(at - 1).text in SPANNING else None
            first = self._word(at - 1).number or first
            for value in (*_between(first, number), number):
                yield Label(family, value), value
        else:
            yield self._label_by_noun(at, number), number

    def _is_quantity(self, at: int) -> bool:
        """Return whether a number counts or measures something, alone or as one end of a range."""
        following, before = self._word_after(at), self._word(at - 1)
        named = before.text in NAMING or before.text in PLURAL_NAMES
        if following.kind is _WORD and following.text in UNITS:
            # `Homework 4 days late` is late by days, `level 3 engineer` is not three of them.
            return following.is_plural or not named
        if not named and self._is_counted(at + 2):
            return True
        # `fee 2015` is the fee of a year; round thousands are prices.
        dated = _YEAR.fullmatch(self._word(at).text) and not self._word(at).text.endswith("000")
        return before.text in MEASURED and not named and not dated

    def _is_counted(self, place: int) -> bool:
        """Return whether units stand a word or two on: `2 more years`, `3 strong publications`."""
        for word in (self._word(place), self._word(place + 1)):
            if word.is_plural and word.text in UNITS:
                return True
            if word.kind is not _WORD or word.text in UNNAMED:
                return False
        return False

    def _word_after(self, at: int) -> Token:
        """Return the word after a number, and after the one that it ranges to: `3 to 5 years`."""
        place = at + 1
        if self._word(place).text in JOINING and self._word(place + 1).number:
            place += 1
        return self._word(place + 1 if self._word(place).number else place)

    def _label_by_noun(self, at: int, number: str) -> Label | None:
        """Return which of several a number names, by the noun before it; None if it names none."""
        before = self._word(at - 1)
        if before.text in NAMING:
            return Label(NAMING[before.text], number, before.text in RANKS)
        # In `how to waive 212` stands a verb.
        noun = before.is_noun and self._word(at - 2).text not in BEFORE_VERBS
        if before.text in PLURAL_NAMES:
            return Label(before.text, number)
        if noun and _is_short(number):
            # Of a story, and of `iphone 15 cases`, it is not sure that it names anything.
            loose = self._is_about_self(0, len(self._words)) or self._word_after(at).is_plural
            return Label(before.text, number, loose)
        return Label(VERSION, number) if "." in number and before.text not in HOLDING else None

    def _read_date(self, at: int, family: str, value: str) -> Read:
        """Read a day, month, season or year; when something happened to somebody names nothing."""
        first = max(0, at - _NEAR)
        before = self._words[first:at]
        if self._word(at - 1).typed in DEGREES or any(word.typed in PAST for word in before):
            return None, value
        # A year says which law or fee is meant unless somebody tells of it; a day or month is a
        # part of any story.
        if family == YEAR:
            is_told = self._is_about_self(first, at, SUBJECTS)
        else:
            is_told = self._is_about_self(0, len(self._words))
        return Label(
            family, value, is_told or any(word.typed in EVENTS for word in before[-_BESIDE:])
        ), value

    def _is_about_self(self, first: int, end: int, who: frozenset[str] = FIRST_PERSON) -> bool:
        """Return whether somebody says something of themselves, rather than asks if they may."""
        return any(
            self._word(place).text in who and self._word(place - 1).text not in MODALS
            for place in range(first, end)
        )

    def _days(self, at: int) -> Iterator[str]:
        """Yield a day, and if it ends a range (`Mon-Fri`) the others, too."""
        end = DAYS[self._word(at).typed]
        spanning = 2 if self._word(at - 1).text in SPANNING else 1
        start = DAYS.get(self._word(at - spanning).typed)
        if start is not None:
            first, last = WEEK.index(start), WEEK.index(end)
            yield from WEEK[first:last] if first <= last else (*WEEK[first:], *WEEK[:last])
        yield end

    def _read_ordinal(self, at: int, value: str) -> Label | None:
        """Read `second round` as `round 2`: it rules out the first, and nothing else."""
        noun = self._word(at + 1)
        if not noun.is_noun or (noun.text in UNITS and noun.text not in NAMING):
            return None
        return Label(NAMING.get(noun.text, noun.text), value, loose=True)

    def _ordinal(self, word: Token) -> str | None:
        match = _ORDINAL.fullmatch(word.text) if word.text[:1].isdigit() else None
        return match[1] if match else ORDINALS.get(word.text)

    def _covered_days(self, at: int, word: Token) -> tuple[str, ...]:
        """Return the days that `weekends` or `every day` stands for."""
        if word.text == "day" and self._word(at - 1).text in {"everi", "each", "all"}:
            return WEEK
        return COVERED.get(word.text, ())

    def _read_spelled_number(self, at: int) -> str | None:
        """Read `chapter two` and `part ii`; an `i` only if it can be nobody."""
        word, before, after = self._word(at), self._word(at - 1), self._word(at + 1)
        if word.text not in CARDINALS and word.text not in NUMERALS:
            return None
        if (before.text not in NAMING and before.text not in PLURAL_NAMES) or after.text in UNITS:
            return None
        if word.text in ("i", "v", "x") and after is not NONE:
            return None
        return CARDINALS.get(word.text) or NUMERALS.get(word.text)

    def _is_day(self, at: int) -> bool:
        if self._word(at).typed not in SHORT_DAYS:
            return True
        around = (self._word(at - 1), self._word(at + 1), self._word(at + 2), self._word(at - 2))
        is_beside_date = around[0].text in DATING or any(token.typed in DAYS for token in around)
        return is_beside_date or around[1] is NONE

    def _is_month(self, at: int) -> bool:
        """Distinguish `in May` from `may I`."""
        around = self._word(at - 1), self._word(at + 1)
        dated = around[0].text in DATING or around[0].text == "the"
        dated = dated or any(token.number for token in around)
        return self._word(at).typed != "may" or dated

    def _is_season(self, at: int) -> bool:
        """Distinguish `this fall` from the verb."""
        dated = self._word(at - 1).text in FALLING or self._word(at + 1).number
        return self._word(at).typed != "fall" or bool(dated)

    def _date_label(self, at: int, day: str) -> Label | None:
        """Read a day of a month; who asks for another thing may mean the same."""
        neighbors = (self._word(place) for place in (at - 1, at + 1))
        month = next((MONTHS[token.typed] for token in neighbors if token.typed in MONTHS), None)
        return Label(DATE, f"{month} {day}", loose=True) if month and len(day) <= _SHORT else None


def _is_short(number: str) -> bool:
    return "." in number or (len(number) <= _LONG and not number.startswith("0"))


def _between(first: str | None, last: str) -> Iterator[str]:
    """Yield what lies between the ends of a short range, `1` and `4` or `3.9` and `3.12`."""
    (head, _, start), (same, _, end) = (one.rpartition(".") for one in (first or "", last))
    if head == same and start and max(len(start), len(end)) <= _LONG:
        inner = range(int(start) + 1, int(end))
        yield from (f"{head}.{one}".lstrip(".") for one in (inner if len(inner) <= _WIDEST else ()))
