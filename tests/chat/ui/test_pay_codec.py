"""A question to the wage tables fits a button, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.ui.pay_codec import PAY_QUERY
from bot.services.pay.query import About, PayQuery, Side

AREAS = st.one_of(
    st.just(("99",)),
    st.lists(st.from_regex(r"[0-9]{5}", fullmatch=True), min_size=1, max_size=2).map(tuple),
)
SIDES = st.lists(
    st.builds(Side, AREAS, st.none() | st.integers(1, 10**8)), min_size=1, max_size=2
).map(tuple)
SENIORITY = st.sampled_from([None, "entry", "mid", "senior", "staff", "lead"])
LEVELS = st.none() | st.integers(1, 4)
JOBS = st.from_regex(r"[a-z0-9]{1,24}", fullmatch=True)
EMPLOYERS = st.lists(st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True), max_size=2, unique=True).map(
    tuple
)
ONE_SIDE = st.builds(Side, AREAS, st.none() | st.integers(1, 10**8)).map(lambda side: (side,))
ONE_EMPLOYER = st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True).map(lambda name: (name,))
QUERIES = st.one_of(
    st.builds(
        PayQuery,
        st.sampled_from([About.PAY, About.LEVEL, About.WHERE]),
        JOBS,
        SENIORITY,
        SIDES,
        LEVELS,
    ),
    st.builds(
        PayQuery, st.just(About.EMPLOYER), JOBS, SENIORITY, st.just((Side(),)), LEVELS, EMPLOYERS
    ),
    st.builds(PayQuery, st.just(About.EMPLOYER), JOBS, SENIORITY, ONE_SIDE, LEVELS, ONE_EMPLOYER),
)


@given(QUERIES)
def test_a_question_comes_back_as_it_was(query: PayQuery) -> None:
    assert PAY_QUERY.read(PAY_QUERY.write(query)) == query


@given(QUERIES)
def test_a_question_leaves_room_for_a_page_and_a_message(query: PayQuery) -> None:
    assert len(PAY_QUERY.write(query)) <= 100 - len("1|pay|999|")
    assert len(PAY_QUERY.write(query.without_offers())) <= 100 - len("1|pay-to|0123456789abc|")


def test_the_form_is_a_promise() -> None:
    sides = (Side(("41860", "41940"), 185_000), Side(("12420",), 160_000))
    query = PayQuery(About.PAY, "ml-engineer", "senior", sides, 3)
    assert PAY_QUERY.write(query) == "p.ml-engineer.s.3.41860+41940:185000_12420:160000"
    employer = PayQuery(About.EMPLOYER, "ml-engineer", employers=("nvidia", "openai"))
    assert PAY_QUERY.write(employer) == "e.ml-engineer...nvidia+openai"
    local = PayQuery(About.EMPLOYER, sides=(Side(("42660",), 185_000),), employers=("nvidia",))
    assert PAY_QUERY.write(local) == "e.ml-engineer...nvidia@42660:185000"


def test_two_employers_beside_two_long_places_leave_the_places_out() -> None:
    sides = (Side(("41860", "41940"), 185_000), Side(("12420",), 160_000))
    query = PayQuery(About.EMPLOYER, sides=sides, employers=("nvidia", "applied-intuition"))
    assert PAY_QUERY.write(query) == "e.ml-engineer...nvidia+applied-intuition"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p",
        "x.ml...99",
        "p.ml...",
        "p.ml..5.99",
        "p.ml...99:0",
        "p.ml...1_2_3",
        "p.ml...99:01",
        "e.ml...nvidia@",
    ],
)
def test_what_no_button_carries_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a |not written"):
        PAY_QUERY.read(text)
