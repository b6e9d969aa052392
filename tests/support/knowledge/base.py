"""A small base as real files, for tests that must not depend on the wording of `knowledge/`."""

from pathlib import Path

import pytest

from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library

SOURCE = """\
- title: USCIS, H-1B Specialty Occupations
  url: https://www.uscis.gov/h-1b
  checked: 2026-10-07
  trust: official-relayed
"""


def page(
    title: str,
    own: str,
    body: str = "",
    *,
    summary: str = "",
    front: str = "",
    sources: str = SOURCE,
) -> str:
    """Write an entry: its own fields, its body, and whatever else stands in front."""
    return (
        f"---\ntitle: {title}\nsummary: {summary or f'The {title} is one of them.'}\n{front}"
        f"reviewed: 2026-11-01\nreview_every: 90\nsources:\n{sources}{own}---\n{body}"
    )


VISA_OWN = "code: {code}\ncategory: nonimmigrant\ndual_intent: true\ndependents: []\n"

FAQ_OWN = "question: {question}\ntopics: [general]\n"


def write_page(folder: Path, key: str, text: str) -> Path:
    """Write an entry to the file that its key names."""
    parsed = Key.parse(key)
    path = folder / parsed.kind.folder / f"{parsed.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


_H1B = page(
    "H-1B visa",
    VISA_OWN.format(code="H-1B"),
    """
- An employer files it.

## duration

H-1B time is normally limited to {{longest}}.

- The first approval is for up to three years. The old limit was {{old-limit}}.
- Time abroad can be claimed back.

## cost

Premium processing of an H-1B petition costs {{fact:premium-fee}}.
""",
    summary="The H-1B is the main US work visa for specialty jobs.",
    front="""\
featured: true
aliases: [h1b, h-1b visa]
asks:
  overview: [what is the h1b visa, explain h1b]
  duration: [how long does h1b last, how many years can i stay on h1b]
  cost: [h1b premium processing cost, how much is the h1b fee]
not: [what is h1b1]
lookalikes: [visa:h-1b1]
related: [visa:o-1a, 'faq:bring-family']
""",
    sources="""\
- title: USCIS, H-1B Specialty Occupations
  url: https://www.uscis.gov/h-1b
  checked: 2026-10-07
  trust: official-relayed
  sections: [overview, duration]
- title: A law firm on fees
  url: https://law.example/fees
  checked: 2026-10-07
  trust: background
  sections: [cost]
facts:
  longest:
    value: 6
    unit: years
    text: six years
    source: https://www.uscis.gov/h-1b
    as_of: 2026-10-07
  old-limit:
    value: 5
    unit: years
    text: five years
    source: https://www.uscis.gov/h-1b
    as_of: 2026-10-07
    valid_until: 2026-11-23
""",
)

_SHEET = """\
[[sources]]
title = "8 CFR 106.4, premium processing"
url = "https://www.ecfr.gov/106.4"
checked = 2026-10-02
trust = "official"

[facts.premium-fee]
value = 2965
unit = "USD"
text = "$2,965"
source = "https://www.ecfr.gov/106.4"
as_of = 2026-10-02
"""

_LEXICON = """\
codes = ["B-2", "K-1"]
places = ["Boston"]

[synonyms]
spouse = ["wife", "husband"]

[aspects]
duration = ["how long", "years"]
cost = ["fee", "price", "how much"]
"""


def _visa(code: str, asks: str, body: str = "", front: str = "") -> str:
    return page(
        f"{code} visa",
        VISA_OWN.format(code=code),
        body,
        front=f"aliases: ['{code.replace('-', '').lower()}']\nasks: {asks}\n{front}",
    )


def _salary(level: str, place: str, low: int, high: int) -> str:
    own = (
        f"role: role:ml-engineer\nlevel: {level}\nplace: {place}\ncurrency: USD\nperiod: year\n"
        f"basis: total\nas_of: 2026-01-01\nlow: {low}\nhigh: {high}\n"
        "source: https://www.uscis.gov/h-1b\n"
    )
    title = f"ML engineer pay, {level}, {place}"
    summary = f"The {title} is {{{{low}}}}."
    front = "related: [visa:h-1b]\n"
    return page(title, own, "\n- The range is {{range}}.\n", summary=summary, front=front)


PATH = """\
title = "Which visas could fit me?"
intro = "A few questions lead to answers worth reading."
reviewed = 2026-11-01
review_every = 90
start = "place"

[questions.place]
ask = "Where are you now?"
note = "Today, not later."
choices = [
    { label = "Abroad", to = "record" },
    { label = "In the USA", to = "transfer" },
]

[questions.record]
ask = "What do you have?"
choices = [
    { label = "A degree", to = "degree" },
    { label = "A company abroad", to = "transfer" },
]

[ends.degree]
title = "H-1B"
say = "The H-1B is for jobs that need a degree."
entries = ["visa:h-1b/duration", "visa:o-1a"]
prepare = ["Your degree."]
ask = ["Does my degree fit the job?"]

[ends.transfer]
title = "L-1"
say = "The L-1 moves workers of a group."
entries = ["visa:l-1"]
prepare = ["Proof of your year abroad."]
ask = ["Do my duties fit?"]
"""


def small_base(folder: Path) -> Path:
    """Write a base of a dozen entries: look-alikes, a role, pay in two places, two questions.

    It has a path too.
    """
    (folder / "paths").mkdir(parents=True, exist_ok=True)
    (folder / "paths" / "visas.toml").write_text(PATH, "utf-8")
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    (folder / "facts" / "fees.toml").write_text(_SHEET, "utf-8")
    (folder / "lexicon.toml").write_text(_LEXICON, "utf-8")
    family = "{overview: [what is {code}], family: [can my spouse work on {code}]}"
    for key, code, said in (
        ("visa:h-4", "H-4", "An H-4 spouse may work only with a work permit."),
        ("visa:o-3", "O-3", "An O-3 spouse cannot work in the USA."),
    ):
        asks = family.replace("{code}", code.lower())
        write_page(folder, key, _visa(code, asks, f"\n## family\n\n{said}\n"))
    write_page(folder, "visa:h-1b", _H1B)
    write_page(folder, "visa:h-1b1", _visa("H-1B1", "{overview: [what is h1b1]}"))
    write_page(folder, "visa:o-1a", _visa("O-1A", "{overview: [what is o1a, o-1 visa]}"))
    write_page(folder, "visa:l-1", _visa("L-1", "{overview: [what is the l-1 visa]}"))
    role = "soc_codes: [15-2051]\ntypical_visas: [visa:h-1b]\n"
    asks = "aliases: [mle]\nasks: {overview: [what does an ml engineer do]}\n"
    write_page(folder, "role:ml-engineer", page("ML engineer", role, front=asks))
    for level, place, low, high in (
        ("entry", "United States", 120_000, 160_000),
        ("senior", "United States", 200_000, 300_000),
        ("senior", "Seattle", 220_000, 320_000),
    ):
        slug = f"salary:ml-engineer-{level}-{place.split()[0].lower()}"
        write_page(folder, slug, _salary(level, place, low, high))
    questions = {
        "faq:phd-needed": ("Do I need a PhD?", "do i need a phd for ml jobs", "PhD"),
        "faq:bring-family": ("Can my family come with me?", "can i bring my family", "Family"),
    }
    for key, (question, ask, title) in questions.items():
        own = FAQ_OWN.format(question=question)
        write_page(folder, key, page(title, own, front=f"asks: [{ask}]\n"))
    return folder


def load_errors(folder: Path) -> list[str]:
    """Load a broken base, and list its problems with paths made short."""
    with pytest.raises(BrokenBaseError) as caught:
        load_library(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]
