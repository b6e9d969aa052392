"""The words by which `naming.py` tells a number that names a thing from a quantity, as stems."""

from bot.search.text.common import COMMON
from bot.search.text.lexer import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _spelling_map(words: str) -> dict[str, str]:
    """Map each word, as typed, to the first of its line; the stem of `fries` is `fri`."""
    return {word: line.split()[0] for line in words.strip().splitlines() for word in line.split()}


NAMING = {
    **{one: one for one in _stems("""
        act annex appendix article assignment bay booth branch bug build building bulletin
        bus case challenge channel chapter class clause cohort deck desk draft edition exam exercise
        figure flat flight floor form gate gen grade group hall heat homework issue iteration lab
        lecture lesson level line lot match meetup midterm milestone model module option page
        paragraph part patch phase plan platform pool proclamation quarter question quiz release
        revision room round route row rule season seat section semester series sheet sprint stage
        step story table task team term terminal theorem ticket tier topic track type unit
        version volume wave week zone day
    """)},
    **{stem(short): stem(word) for short, word in {
        "hw": "homework", "ch": "chapter", "vol": "volume", "ver": "version", "rev": "revision",
        "ep": "episode", "episode": "episode", "generation": "gen", "lvl": "level",
        "sec": "section", "pg": "page", "rm": "room", "pt": "part",
        "pset": "problem", "problem": "problem", "pr": "pr",
    }.items()},
}  # fmt: skip
"""Nouns after which a number says which one, by their stem, with the family that it belongs to."""

PLURAL_NAMES = _stems("""
    aws dos gis ios kubernetes macos nodejs os pandas postgres redis sass series windows xcode
""")
"""Names of things that look like plurals: `Windows 11` is one, `publications 3` are several."""

RANKS = _stems("tier grade class")
"""Those of them that are also said of a person: they rule out what is called by another alone."""

UNITS = _stems("""
    yoe exp experience grad graduate batch passout lpa lac ctc rejection rfe
    second sec minute min hour hr day week month year yr yrs quarter semester decade time times
    am pm oclock old age
    dollar buck usd eur euro gbp pound rupee inr lakh crore peso yuan cent k thousand million
    billion percent pct
    fee payment deposit tax salary bonus raise
    person people man woman child kid son daughter baby dependent dependant spouse sibling
    relative friend employee employer worker staff engineer developer student applicant candidate
    member user colleague coworker manager reviewer referee founder
    company firm startup job offer role position internship interview application registration
    petition visa slot number draw attempt try chance choice
    publication paper citation patent award article conference talk review thesis book preprint
    certificate certification course degree diploma credit point star repo download follower
    letter recommendation reference document copy photo stamp entry trip visit night stop
    gpa cgpa score mark word character line mile km kilometer meter kg pound gb tb mb core gpu
    criterion criteria requirement reason way thing item piece part pair dose lawsuit
    parameter token hop layer epoch request call message
""") - {stem("sec")}  # fmt: skip
"""Words that a number before them counts: `3 publications`, `5 years`, `250 fee`."""

MEASURED = _stems("""
    age aged gpa cgpa gre gmat toefl ielts sat act band score rating rank citation index
    salary pay paid offer income wage comp compensation tc base cost fee price budget amount total
    sum bonus equity rent raise rate odds chance percent percentage percentile cap quota limit top
    usd eur gbp inr rs dollar experience exp yoe phone mobile cell tel fax zip pin size count max
    min maximum minimum average median temperature weight height distance speed
    publication paper citation kid child dependent
""") - {"act"}  # fmt: skip
"""Words that a number after them measures: `age 35`, `GPA 3.5`, `offer 180k`."""

UNNAMED = frozenset(map(stem, COMMON)) | _stems("""
    turn earn make made pay charge cost take took wait last apply say said show publish won win
    file submit sign use check read see hire reach become add send call dial text give gave spend
    spent save owe earned lost lose year month hour minute second
    finish complete have having leave left stay stayed work worked live lived
    approx approximately around nearly almost exactly roughly under over above below least than
    per every plus minus x another past next only both until till within during since between
    without extra new additional proposed big small full same other few many several total
    not no or and versus vs hi hello ok yes maybe still already even really
    today tomorrow yesterday tonight now soon later ago once twice
    bachelor master phd postdoc
""")
"""Words that are no names of what a number could say which one of."""

JOINING = _stems("to or and vs versus through thru till until") | {"-"}
"""Words from which a second number goes on from the first: `Windows 11 or 12`."""

SPANNING = _stems("to through thru till until")
"""Those of them between the ends of a range."""

DAYS = _spelling_map("""
    monday mondays mon
    tuesday tuesdays tue tues
    wednesday wednesdays wed
    thursday thursdays thu thur thurs
    friday fridays fri
    saturday saturdays sat
    sunday sundays sun
""")
SHORT_DAYS = frozenset({"mon", "wed", "fri", "sat", "sun"})
"""Days only beside another, or after one of `DATING`: they are words and names, too."""

WEEK = tuple(dict.fromkeys(DAYS.values()))

WEEKEND = "weekend"
COVERED = {
    "weekday": WEEK[:5],
    WEEKEND: WEEK[5:],
    stem("daily"): WEEK,
    stem("everyday"): WEEK,
}
"""Words that stand for several days."""

MONTHS = _spelling_map("""
    january jan
    february feb
    march
    april apr
    may
    june jun
    july jul
    august aug
    september sept sep
    october oct
    november nov
    december dec
""")

RELATIVE = {"year": "year", "month": "month"}
"""Words that stand for a year or month after `last` or `next`, with their families."""

SEASONS = _spelling_map("""
    spring
    summer
    autumn fall
    winter
""")

DATING = _stems("in on by since until till before after early late this next last every each of")
"""Words before a month that is also a verb, and before a day that is also something else."""

FALLING = _stems("in this next last the of for each every")
"""Words before the season that is also a verb."""


def _number_map(words: str) -> dict[str, str]:
    """Map the stem of each word to its place in the row, from 1."""
    return {stem(word): str(number) for number, word in enumerate(words.split(), 1)}


ORDINALS = _number_map("first second third fourth fifth sixth seventh eighth ninth tenth")
CARDINALS = _number_map("one two three four five six seven eight nine ten eleven twelve")
NUMERALS = _number_map("i ii iii iv v vi vii viii ix x xi xii")

HOLDING = _stems("have has had having with than over under least about of got get need")
"""Words after which a number with a point is somebody's: `have 3.8`."""

BEFORE_VERBS = frozenset({"to", "i", "we", "you", "they", "must", "cannot", "not", "can", "will"})
"""Words after which stands a verb."""

SUBJECTS = frozenset({"i", "we"})
FIRST_PERSON = frozenset({"i", "my", "me", "we", "our"})

MODALS = _stems("can may do does did should could must will would shall am are if where when how")
"""Words before an `I` that asks, rather than tells of itself."""

PAST = _word_set("""
    born graduated since came arrived entered joined moved immigrated pd priority filed approved
    landed completed earned hired fired laid quit resigned enrolled admitted
""")
"""Words by which somebody tells when something happened: that rules nothing out."""

DEGREES = _word_set(
    "bachelor bachelors master masters phd btech mtech bs ms msc bsc mba degree grad"
)
"""Words right before a year that say when somebody got one."""

EVENTS = _word_set("""
    end ends ended ending start starts started begin begins began expire expires expired expiring
    finish finishes finished valid until till
""")
"""Words by which a date may be the asker's own: it rules out what states another one alone."""

WORDS = (
    COVERED.keys() | {stem(word) for word in (*DAYS, *MONTHS, *SEASONS)} | ORDINALS.keys()
    | CARDINALS.keys() | NUMERALS.keys() | {"day"} | RELATIVE.keys()
)  # fmt: skip
"""Words that may say something without a digit."""
