"""Who writes, as far as a message tells: evidence for an answer, never a reason against one."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.search.message.clauses import Clause, Form
from bot.search.message.words import OTHERS, OWN, PEOPLE

_WANTED = re.compile(
    r"\b(?:to|into|get|want|wants|apply(?:ing)? for|switch(?:ing)? to|mov(?:e|ing) to|chang(?:e"
    r"|ing) to"
    r"|transfer to|toward?|for)(?: (?:a|an|the|my|go|to))*$"
)
_STAGES = {
    "lost job": r"laid off|layoff|fired|terminated"
    r"|let (?:me )?go|lost (?:my|the) job|job ended|riffed",
    "leaving": r"resign\w*|quit\w*|notice period|leaving (?:my|the) (?:job|company)",
    "pending": r"pending|waiting|receipt|in process|under review",
    "approved": r"approved|approval|granted",
    "denied": r"denied|denial|refused|rejected|revoked",
    "ending": r"expir\w*|ends? (?:in|next|soon)|ending|runs? out",
    "not selected": r"not (?:selected|picked)|lost (?:the )?lottery|lottery lost",
    "selected": r"(?<!not )(?:selected|picked)",
    "offer": r"(?:got|have|received) (?:an? |the |my )?(?:job )?offer|offer letter",
    "moving": r"mov(?:e|ed|ing)|relocat\w+",
    "new owner": r"acquired|bought|merge[dr]|acquisition",
    "traveling": r"travel\w*|trip|fly(?:ing)?|vacation|abroad",
    "marriage": r"married|marry\w*|wedding|fiancee?",
    "birth": r"baby|pregnant|maternity|newborn",
}
_STAGE = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _STAGES.items()}
PASSING = frozenset({"moving", "traveling", "waiting", "offer"})
"""Stages that people mention without being asked about them."""

_SPOUSE = re.compile(r"\b(?:wife|husband|spouse|partner)\b")
_CHILD = re.compile(r"\b(?:son|daughter|child|children|kids?|baby)\b")
_FROM = re.compile(
    r"\b(?:from|born in|citizen of|national of|passport of) (?:the )?([a-z]{4,}(?: (?:korea"
    r"|arabia|zealand|africa|lanka|kong|kingdom))?)"
)
_CITIZEN = re.compile(r"\b([a-z]{5,}(?:an|ese|ish|i)) (?:citizen|national|passport)\b")
_JOB = re.compile(
    r"\b(?:(?:ml|machine learning|ai|software|data|research|backend|frontend|mlops|nlp"
    r"|computer vision|devops|platform) )+"
    r"(?:engineer|scientist|developer|analyst|researcher)\b|\b(?:sde|swe|mle|postdoc|professor)\b"
)
_LEVEL = re.compile(
    r"\b(?:junior|mid|senior|staff|principal|intern|entry|new grad|l[3-8](?= at)|lead)\b"
)
_PAY = re.compile(r"\b\d{5,7}\b(?! (?:registrations|people))")
_YEARS = re.compile(r"\b\d{1,2}(?:\.\d)?\+? ?(?:years?|yrs?|yoe)\b")
_DATE = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*(?: \d{1,4})?|20[12]\d"
    r"|next (?:week|month|year|summer|spring|fall|winter))\b"
)
_COUNT = re.compile(
    r"\b\d{1,4} (?:days?|weeks?|months?|papers?|citations?|patents?|employees|people)\b"
)
_NOT_COUNTRIES = frozenset(
    [
        "october",
        "november",
        "december",
        "january",
        "february",
        "april",
        "august",
        "company",
        "work",
        "home",
        "here",
        "there",
        "this",
        "that",
        "what",
        "when",
        "their",
        "other",
        "same",
    ]
)


class Person(StrEnum):
    """Whose situation it is."""

    OWN = "own"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Situation:
    """What a message tells of people; every field is as typed, folded."""

    statuses: tuple[tuple[Person, str], ...] = ()
    """Codes that somebody holds now, in compact form."""
    wanted: tuple[str, ...] = ()
    """Codes that somebody wants to come to."""
    stages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    """Nationality or country of birth."""
    jobs: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    pay: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Years, counts and dates."""
    about: Person = Person.OWN
    """Whom the question is about."""

    def held_codes(self, person: Person) -> tuple[str, ...]:
        """List the codes that one person holds."""
        return tuple(code for whose, code in self.statuses if whose is person)

    @property
    def as_words(self) -> dict[str, tuple[str, ...]]:
        """Name what was read, for people who look why an answer came."""
        statuses = tuple(f"{whose}: {code}" for whose, code in self.statuses)
        result = {
            "status": statuses, "wanted": self.wanted, "stage": self.stages, "place": self.places,
            "country": self.countries, "job": self.jobs, "level": self.levels, "pay": self.pay,
            "numbers": self.numbers,
        }  # fmt: skip
        return {name: values for name, values in result.items() if values}


def read_situation(
    clauses: Sequence[Clause], asking: str, codes: Container[str], places: Container[str]
) -> Situation:
    """Read who writes and how they stand; `asking` is the part that asks."""
    relevant = [one for one in clauses if one.form is not Form.COURTESY]
    text = " ".join(one.text for one in relevant)
    statuses: dict[tuple[Person, str], None] = {}
    wanted: dict[str, None] = {}
    for clause in relevant:
        whose = person_of(clause.text, clause.form)
        for code, before in _codes(clause.text, codes):
            if _WANTED.search(before):
                wanted[code] = None
            elif clause.form is not Form.ASKING:
                statuses[whose, code] = None
    return Situation(
        tuple(statuses),
        tuple(wanted),
        tuple(sorted(stages(text))),
        tuple(_places(text, places)),
        tuple(
            one
            for one in _find_all(_FROM, text) + _find_all(_CITIZEN, text)
            if one not in _NOT_COUNTRIES
        ),
        _find_all(_JOB, text),
        _find_all(_LEVEL, text),
        _find_all(_PAY, text),
        (*_find_all(_YEARS, text), *_find_all(_COUNT, text), *_find_all(_DATE, text)),
        _about(asking, [one.text for one in relevant if one.form is not Form.ASKING]),
    )


def stages(text: str) -> frozenset[str]:
    """Name the stages that a text tells of."""
    return frozenset(name for name, pattern in _STAGE.items() if pattern.search(text))


def person_of(text: str, form: Form) -> Person:
    """Return whose situation a clause is about."""
    words = set(text.split())
    if _SPOUSE.search(text):
        return Person.SPOUSE
    if _CHILD.search(text):
        return Person.CHILD
    if form is Form.ASIDE or (words & OTHERS and not words & {"i", "im", "i'm"}):
        return Person.OTHER
    return Person.OWN


def _about(asking: str, texts: Sequence[str]) -> Person:
    """Return whom a question is about; a pronoun stands for the family member who was named."""
    words = {word.strip(".,;:!?()") for word in asking.split()}
    for text in texts if words & {"she", "he", "her", "his", "him"} else ():
        if _SPOUSE.search(text):
            return Person.SPOUSE
        if _CHILD.search(text):
            return Person.CHILD
    if _SPOUSE.search(asking):
        return Person.SPOUSE
    if _CHILD.search(asking):
        return Person.CHILD
    if words & OTHERS or (words & PEOPLE - {"they", "them", "their"} and not words & OWN):
        return Person.OTHER
    return Person.OWN


def _codes(text: str, codes: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield each code of a text with the words before it."""
    before: list[str] = []
    for token in text.split():
        word = token.strip(".,;:!?()\"'").replace("-", "")
        if word in codes:
            yield word, " ".join(before[-4:])
        before.append(word)


def _places(text: str, places: Container[str]) -> Iterator[str]:
    words = [token.strip(".,;:!?()\"'") for token in text.split()]
    at = 0
    while at < len(words):
        length = next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in places), 0)
        if length:
            yield " ".join(words[at : at + length])
        at += length or 1


def _find_all(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    matches = (match[match.lastindex or 0] for match in pattern.finditer(text))
    return tuple(dict.fromkeys(matches))
