"""A question about pay says the job, the level, the place, the sum and the employer."""

import pytest

from bot.search.amounts import Amount, amounts
from bot.search.pay_words import PayNames, PayWords, Topic, may_ask_pay, parse_pay

NAMES = PayNames(
    jobs={
        "ml engineer": "ml-engineer",
        "ml": "ml-engineer",
        "mle": "ml-engineer",
        "ml job": "ml-engineer",
        "machine learning engineer": "ml-engineer",
        "data scientist": "data-scientist",
        "software dev": "software-developer",
        "research scientist": "research-scientist",
        "cv engineer": "computer-vision-engineer",
    },
    places={
        "seattle": ("42660",),
        "bellevue": ("42660",),
        "austin": ("12420",),
        "boston": ("14460",),
        "pittsburgh": ("38300",),
        "portland": ("38900",),
        "nyc": ("35620",),
        "new york": ("35620",),
        "new york city": ("35620",),
        "san jose": ("41940",),
        "bay area": ("41860", "41940"),
        "washington": ("47900", "42660"),
        "us": ("99",),
        "usa": ("99",),
    },
    area_states={
        "42660": ("WA",),
        "12420": ("TX",),
        "14460": ("MA", "NH"),
        "38900": ("OR", "WA"),
        "35620": ("NY", "NJ"),
        "47900": ("DC", "VA", "MD", "WV"),
    },
    employers={"nvidia": "nvidia", "openai": "openai", "scale ai": "scale-ai", "meta": "meta"},
)


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("180k", 180_000),
        ("$180k", 180_000),
        ("180 k", 180_000),
        ("$180,000", 180_000),
        ("180 000", 180_000),
        ("180.000", 180_000),
        ("180000 usd", 180_000),
        ("usd 180,000", 180_000),
        ("185.5k", 185_500),
        ("$1.2m", 1_200_000),
        ("150 thousand", 150_000),
        ("$60 an hour", 124_800),
        ("60/hr", 124_800),
        ("10k per month", 120_000),
        ("160k a year", 160_000),
    ],
)
def test_sums_are_read_as_people_type_them(text: str, dollars: int) -> None:
    assert parse_pay(f"is {text} good", NAMES).amounts == (Amount(dollars),)


@pytest.mark.parametrize(
    "text",
    ["5 years", "401k", "in 2027", "level 3", "3 offers", "24/7", "100%", "h1b", "60 days", "l-1"],
)
def test_other_numbers_are_no_sums(text: str) -> None:
    assert parse_pay(text, NAMES).amounts == ()


def test_a_sum_without_its_thousands_is_not_certain() -> None:
    assert parse_pay("offer 95 in austin", NAMES).amounts == (Amount(95_000, certain=False),)


@pytest.mark.parametrize("text", ["1.2 lakh in seattle", "20 lpa seattle", "3 crore seattle"])
def test_money_of_other_countries_is_no_sum(text: str) -> None:
    words = parse_pay(text, NAMES)
    assert (words.amounts, words.abroad) == ((), True)


def test_places_of_sums_are_where_they_stand() -> None:
    found = list(amounts("200k or $160,000"))
    assert [(one.start, one.end) for one in found] == [(0, 4), (8, 16)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "is 180k good for mid level mle in nyc",
            PayWords(
                topics=frozenset({Topic.JUDGED}),
                jobs=("ml-engineer",),
                seniority="mid",
                places=("35620",),
                groups=(("35620",),),
                amounts=(Amount(180_000),),
            ),
        ),
        (
            "150k in seattle which level",
            PayWords(
                topics=frozenset({Topic.LEVEL}),
                places=("42660",),
                groups=(("42660",),),
                amounts=(Amount(150_000),),
            ),
        ),
        (
            "average ml engineer salary seattle 5 years",
            PayWords(
                topics=frozenset({Topic.JUDGED, Topic.PAY}),
                jobs=("ml-engineer",),
                years=5,
                places=("42660",),
                groups=(("42660",),),
            ),
        ),
        (
            "level 3 for software dev in san jose",
            PayWords(
                topics=frozenset({Topic.LEVEL}),
                jobs=("software-developer",),
                places=("41940",),
                groups=(("41940",),),
                wage_level=3,
            ),
        ),
        (
            "what do data scientists earn in boston",
            PayWords(
                topics=frozenset({Topic.PAY}),
                jobs=("data-scientist",),
                places=("14460",),
                groups=(("14460",),),
            ),
        ),
        (
            "how much for a research scientist in pittsburgh",
            PayWords(
                topics=frozenset({Topic.PAY}),
                jobs=("research-scientist",),
                places=("38300",),
                groups=(("38300",),),
            ),
        ),
        (
            "is 95k too low for an ml job in the bay area",
            PayWords(
                topics=frozenset({Topic.JUDGED}),
                jobs=("ml-engineer",),
                places=("41860", "41940"),
                groups=(("41860", "41940"),),
                amounts=(Amount(95_000),),
            ),
        ),
        (
            "entry level ml pay austin",
            PayWords(
                topics=frozenset({Topic.PAY}),
                jobs=("ml-engineer",),
                seniority="entry",
                places=("12420",),
                groups=(("12420",),),
            ),
        ),
        (
            "200k offer seattle vs 160k austin",
            PayWords(
                topics=frozenset({Topic.SIDES}),
                places=("42660", "12420"),
                groups=(("42660",), ("12420",)),
                amounts=(Amount(200_000), Amount(160_000)),
            ),
        ),
        (
            "which city makes 150k level 4",
            PayWords(
                topics=frozenset({Topic.WHERE, Topic.PAY, Topic.LEVEL}),
                amounts=(Amount(150_000),),
                wage_level=4,
            ),
        ),
        (
            "nvidia ml engineer salary",
            PayWords(topics=frozenset({Topic.PAY}), jobs=("ml-engineer",), employers=("nvidia",)),
        ),
        ("openai pay", PayWords(topics=frozenset({Topic.PAY}), employers=("openai",))),
        (
            "what is the pay at initech",
            PayWords(topics=frozenset({Topic.PAY}), unknown_employer="initech"),
        ),
        (
            "ML engineer salary in Boise",
            PayWords(topics=frozenset({Topic.PAY}), jobs=("ml-engineer",), unknown_place="boise"),
        ),
        (
            "ml engineer salary in texas",
            PayWords(topics=frozenset({Topic.PAY}), jobs=("ml-engineer",), state="TX"),
        ),
    ],
)
def test_questions_are_read(text: str, expected: PayWords) -> None:
    assert parse_pay(text, NAMES) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bellevue wa", ("42660",)),
        ("Seattle, WA", ("42660",)),
        ("portland or", ("38900",)),
        ("seattle or austin", ("42660", "12420")),
        ("washington", ("47900", "42660")),
        ("washington dc", ("47900",)),
        ("new york city", ("35620",)),
        ("New York, New Jersey", ("35620",)),
        ("the US", ("99",)),
    ],
)
def test_places_are_found_with_their_state(text: str, codes: tuple[str, ...]) -> None:
    assert parse_pay(f"pay in {text}", NAMES).places == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("seatle", ("42660",)),
        ("bostn", ("14460",)),
        ("pitsburgh", ("38300",)),
        ("newyork", ("35620",)),
    ],
)
def test_a_slip_in_a_place_is_forgiven(text: str, codes: tuple[str, ...]) -> None:
    words = parse_pay(f"ml pay {text}", NAMES)
    assert (words.places, words.rest) == (codes, ())


@pytest.mark.parametrize("text", ["houston", "bosnia", "parking", "dinner"])
def test_another_word_is_no_slip(text: str) -> None:
    assert parse_pay(f"ml pay {text}", NAMES).rest == (text,)


def test_a_place_of_another_state_is_another_place() -> None:
    words = parse_pay("ml pay in portland maine", NAMES)
    assert (words.places, words.unknown_place) == ((), "portland maine")


@pytest.mark.parametrize(
    "text",
    [
        "can i bring my dog to seattle",
        "best high schools in the bay area",
        "if same salary is level 2 in seattle but level 4 in austin can they put me in austin",
        "relocation bonus 20k do i pay back if i leave",
        "does stock count toward the level wage in seattle",
        "data entry pay in austin",
        "civil engineer salary in texas",
    ],
)
def test_a_question_about_something_else_leaves_a_rest(text: str) -> None:
    assert parse_pay(text, NAMES).rest


@pytest.mark.parametrize(
    "text", ["ml engineer salary in canada", "pay in london", "toronto ml pay"]
)
def test_other_countries_are_noticed(text: str) -> None:
    assert parse_pay(text, NAMES).abroad


@pytest.mark.parametrize(
    "text", ["", "\x00", "\x00 180k \x00", "$" * 300, "level " * 200, "9" * 300]
)
def test_whatever_is_typed_is_read(text: str) -> None:
    assert isinstance(parse_pay(text, NAMES), PayWords)


@pytest.mark.parametrize(
    "text", ["ml salary in seattle", "wage level for 150k in austin", "180k in nyc", "lvl 2 boston"]
)
def test_what_asks_for_pay_or_a_level_or_names_a_sum_may_ask_for_pay(text: str) -> None:
    assert may_ask_pay(text)


@pytest.mark.parametrize("text", ["", "how long does h1b last", "ml engineer in seattle", "401k"])
def test_nothing_else_does(text: str) -> None:
    words = parse_pay(text, NAMES)
    assert not may_ask_pay(text)
    assert not words.amounts
    assert words.topics.isdisjoint({Topic.PAY, Topic.LEVEL})
