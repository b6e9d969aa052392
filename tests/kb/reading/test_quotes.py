"""Facts are put in place, and expired ones take their sentence with them."""

from datetime import date

from bot.kb.model.facts import Fact
from bot.kb.reading.quotes import fill, quotes

TODAY = date(2026, 11, 24)


def fact(name: str, text: str, until: date | None = None, since: date | None = None) -> Fact:
    return Fact(
        name=name,
        value=text,
        text=text,
        source="https://uscis.example",
        as_of=date(2026, 10, 7),
        valid_from=since,
        valid_until=until,
    )


def test_a_quoted_fact_stands_in_its_sentence() -> None:
    fee = fact("premium-fee", "$2,965")
    filled = fill("It costs {{fact:premium-fee}} today.", {"fact:premium-fee": fee}, TODAY)
    assert (filled.text, filled.quoted, filled.expired) == ("It costs $2,965 today.", (fee,), ())


def test_an_expired_fact_takes_its_own_sentence_off_and_no_other() -> None:
    old = fact("old", "$500", until=date(2026, 11, 23))
    filled = fill("The fee was {{old}}. Ask first. Then pay {{old}} again.", {"old": old}, TODAY)
    assert filled.text == "Ask first."
    assert filled.expired == (old, old)


def test_a_fact_is_shown_through_its_last_day_and_not_before_its_first() -> None:
    last = fact("a", "x", until=TODAY)
    later = fact("a", "x", since=date(2026, 11, 25))
    assert fill("Pay {{a}}.", {"a": last}, TODAY).text == "Pay x."
    assert fill("Pay {{a}}.", {"a": later}, TODAY).text == ""


def test_quotes_are_listed_in_order() -> None:
    assert list(quotes("{{b}} and {{fact:a}} but not {c} or {{ d }}")) == ["b", "fact:a"]
