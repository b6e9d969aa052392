"""Write a question to the wage tables into a `custom_id`: at most 77 characters.

p.ml-engineer.s.3.41860+41940:185000_12420:160000      pay, or l: level, w: where
e.ml-engineer...nvidia+openai                          employers' filings
e.ml-engineer...nvidia@42660:185000                    the same beside a place and an offer
"""

import re

from bot.chat.ui.codecs import Codec
from bot.services.pay.query import About, PayQuery, Side

_ABOUT = {About.PAY: "p", About.LEVEL: "l", About.WHERE: "w", About.EMPLOYER: "e"}
"""Never change one."""
_SENIORITY = {"entry": "e", "mid": "m", "senior": "s", "staff": "t", "lead": "l"}
_ABOUTS = {letter: about for about, letter in _ABOUT.items()}
_SENIORITIES = {letter: name for name, letter in _SENIORITY.items()}
_FORM = re.compile(
    r"(?P<about>[plwe])\.(?P<job>[a-z0-9-]{1,24})\.(?P<seniority>[emstl]?)\.(?P<level>[1-4]?)\."
    r"(?P<rest>[a-z0-9+:_@-]{1,50})"
)
_MOST_REST = 46
"""Characters that the longest job leaves: two employers beside two places do not fit."""
_SIDE = re.compile(r"(?P<areas>(?:99|\d{5})(?:\+\d{5})?)(?::(?P<offer>[1-9]\d{0,8}))?")


def _write(query: PayQuery) -> str:
    sides = "_".join(map(_write_side, query.sides))
    rest = _write_employers(query, sides) if query.about is About.EMPLOYER else sides
    seniority = _SENIORITY[query.seniority] if query.seniority else ""
    return f"{_ABOUT[query.about]}.{query.job}.{seniority}.{query.wage_level or ''}.{rest}"


def _write_employers(query: PayQuery, sides: str) -> str:
    employers = "+".join(query.employers) or "-"
    local = f"{employers}@{sides}"
    return employers if query.sides == (Side(),) or len(local) > _MOST_REST else local


def _write_side(side: Side) -> str:
    areas = "+".join(side.areas)
    return f"{areas}:{side.offer}" if side.offer else areas


def _parse(text: str) -> PayQuery:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("not a question to the wage tables")
    about, rest = _ABOUTS[match["about"]], match["rest"]
    seniority = _SENIORITIES.get(match["seniority"])
    level = int(match["level"]) if match["level"] else None
    if about is About.EMPLOYER:
        names, separator, rest = rest.partition("@")
        employers = () if names == "-" else tuple(names.split("+"))
        sides = _parse_sides(rest) if separator else (Side(),)
        return PayQuery(about, match["job"], seniority, sides, level, employers)
    return PayQuery(about, match["job"], seniority, _parse_sides(rest), level)


def _parse_sides(text: str) -> tuple[Side, ...]:
    return tuple(map(_parse_side, text.split("_")))


def _parse_side(text: str) -> Side:
    match = _SIDE.fullmatch(text)
    if match is None:
        raise ValueError("not a place with an offer")
    return Side(tuple(match["areas"].split("+")), int(match["offer"]) if match["offer"] else None)


PAY_QUERY: Codec[PayQuery] = Codec(_write, _parse)
