"""What a message asks, what it tells, and whose situation it is: a table of examples."""

import pytest

from bot.search.message.message import read_message
from bot.search.message.situation import Person

CODES = frozenset(
    [
        "h1b",
        "h4",
        "l1",
        "l1b",
        "l2",
        "o1",
        "opt",
        "f1",
        "j1",
        "perm",
        "eb2",
        "eb3",
        "i140",
        "tn",
        "i983",
    ]
)
PLACES = frozenset({"boston", "austin", "denver", "new york", "texas"})


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("h1b duration", "h1b duration"),
        ("hi all, new here. how long is h1b", "how long is h1b"),
        ("how long is h1b thanks in advance", "how long is h1b"),
        ("how long is h1b i live in boston", "how long is h1b"),
        ("h1b duration i moved to texas in june", "h1b duration"),
        ("h1b duration asking before my vacation", "h1b duration"),
        ("h1b duration my brother says no", "h1b duration"),
        ("h1b duration my friend is on l1", "h1b duration"),
        ("i work at a bank with 5 years experience. h1b duration", "h1b duration"),
        ("sorry for bad english can i change jobs on h1b", "can i change jobs on h1b"),
        ("posting for my roommate what is perm", "what is perm"),
        ("can i travel on opt google gave me different answers", "can i travel on opt"),
        ("my neighbor says otherwise. can i travel on opt?", "can i travel on opt?"),
        ("what is perm its urgent", "what is perm"),
        ("what is perm need to decide by friday", "what is perm"),
        ("can i work on h4 since my attorney is on holiday", "can i work on h4"),
        ("we have two kids. can they study on h4?", "can they study on h4?"),
        ("if i quit how many days can i stay", "if i quit how many days can i stay"),
        ("how many people applied for h1b", "how many people applied for h1b"),
        (
            "indian citizen, can i do stamping in mexico",
            "indian citizen, can i do stamping in mexico",
        ),
        ("renew my daca work permit", "renew my daca work permit"),
        ("need renew our daca permit expired", "need renew our daca permit expired"),
        ("how to extend my h4 visit permit", "how to extend my h4 visit permit"),
        ("can i renew my work permit its expired", "can i renew my work permit"),
        ("transfer my h1b approved in may", "transfer my h1b approved in may"),
        ("h1b transfer my employer filed it last week", "h1b transfer"),
        ("h1b cost my parents visit in june", "h1b cost"),
        ("h1b cost my friend works at google", "h1b cost"),
        ("which table i must look", "which table i must look"),
        ("my boss is asking if i can start on opt", "my boss is asking if i can start on opt"),
        ("fired today", "fired today"),
        ("no rush", "no rush"),
        ("", ""),
    ],
)
def test_what_asks_is_told_from_what_is_said_around_it(text: str, asking: str) -> None:
    assert read_message(text, CODES, PLACES).asking == asking


@pytest.mark.parametrize(
    ("text", "held", "about"),
    [
        ("i am on h4. can i work", ("h4",), Person.OWN),
        ("my wife is on h4. can she work", ("h4",), Person.SPOUSE),
        ("i am on h1b. my wife has h4. can my wife work", ("h4",), Person.SPOUSE),
        ("my friend is on l1. how long can i stay", (), Person.OWN),
        ("my friend is on l1. how long can he stay", ("l1",), Person.OTHER),
    ],
)
def test_the_status_of_whom_it_is_about_counts(
    text: str, held: tuple[str, ...], about: Person
) -> None:
    message = read_message(text, CODES, PLACES)
    assert message.situation.about is about
    assert message.held_codes == held


def test_the_situation_is_read_in_full() -> None:
    text = (
        "i am a software engineer from india with 5 years in austin, 180k. my h1b ends in june and "
        "i was laid off. can i switch to o1?"
    )
    told = read_message(text, CODES, PLACES).situation.as_words
    assert told["status"] == ("own: h1b",)
    assert told["wanted"] == ("o1",)
    assert "lost job" in told["stage"]
    assert told["place"] == ("austin",)
    assert told["country"] == ("india",)
    assert told["job"] == ("software engineer",)
    assert told["pay"] == ("180000",)
    assert "5 years" in told["numbers"]


def test_a_whole_direct_message_is_read() -> None:
    story = "i work at a bank and i like it. " * 55
    assert read_message(f"{story} what is perm", CODES).asking == "what is perm"


def test_lines_end_clauses() -> None:
    assert read_message("hello\nh1b duration\nthank you", CODES).asking == "h1b duration"
