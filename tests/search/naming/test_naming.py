"""Numbers that name a thing are told from quantities by the words beside them."""

import pytest

from bot.search.naming.naming import read_labels, read_stated
from bot.search.text.codes import Codes
from bot.search.text.folding import fold
from bot.search.text.lexer import Lexer, Term

LEXER = Lexer(Codes({"h1b", "o1", "i140", "eb2", "ds2019"}), {})


def read(text: str) -> tuple[Term, ...]:
    return LEXER.read(fold(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("is python 3.11 supported", {"python 3.11"}),
        ("is 3.9 fine", {"version 3.9"}),
        ("Windows 11 or 12?", {"window 11", "window 12"}),
        ("windows 12 drivers", {"window 12"}),
        ("homework 4", {"homework 4"}),
        ("when is HW 4 due", {"homework 4"}),
        ("what is in room #12", {"room 12"}),
        ("chapter two", {"chapter 2"}),
        ("part ii of the guide", {"part 2"}),
        ("levels 1-4", {"level 1", "level 2", "level 3", "level 4"}),
        ("level III", {"level 3"}),
        ("chapters 2 to 4", {"chapter 2", "chapter 3", "chapter 4"}),
        ("season 3 start", {"season 3"}),
        ("gen 4 ipad", {"gen 4"}),
        ("proclamation 10998", {"proclam 10998"}),
        ("form 1040", {"form 1040"}),
        ("section 1202", {"section 1202"}),
        ("kubernetes 1.30 upgrade", {"kubernet 1.30"}),
        ("bus 42", {"bus 42"}),
        ("sprint 12 retro", {"sprint 12"}),
        ("level 3 engineer", {"level 3"}),
        ("python3.10 on windows11", {"python 3.10", "window 11"}),
        ("api v1.2", {"api 1.2"}),
        ("windows eleven", {"window 11"}),
        ("open at the weekend", {"day saturday?", "day sunday?"}),
        ("march 3rd", {"month march", "date march 3?"}),
        ("tier 2 college", {"tier 2?"}),
        ("class 10 exam", {"class 10?"}),
        ("patch 14.3 notes", {"patch 14.3"}),
        ("the masters cap in 2024", {"year 2024"}),
        ("where does bus 28 stop", {"bus 28"}),
        ("homework 4 days late", set()),
        ("version 2 of the api", {"version 2"}),
        ("the 2026 meetup", {"year 2026"}),
        ("h1b registration fee in 2020", {"year 2020"}),
        ("fee 2015", {"year 2015"}),
        ("FY2028 dates", {"year 2028"}),
        ("open on sunday", {"day sunday"}),
        ("mon-wed", {"day monday", "day tuesday", "day wednesday"}),
        ("deadline in May", {"month may"}),
        ("is the may session free", {"month may"}),
        ("open sat?", {"day saturday"}),
        ("last year's meetup", {"year last year?"}),
        ("this fall", {"season autumn"}),
        ("second round", {"round 2?"}),
        ("the third quarter", {"quarter 3?"}),
        ("the 12 march meetup", {"date march 12?", "month march"}),
        ("iphone 15 cases", {"iphon 15?"}),
        # What somebody tells of themselves is ruled out by a title alone.
        ("my last day is friday", {"day friday?"}),
        ("i am on opt until 2028", {"year 2028?"}),
        ("can i come on sunday", {"day sunday"}),
        ("is my spouse allowed to work in 2019", {"year 2019"}),
        ("time to approve in 2019", {"year 2019"}),
        ("cap gap until which date in 2025", {"year 2025"}),
        ("stamp valid till 2027", {"year 2027?"}),
        ("approved in 2019", set()),
        ("i was an intern in 2019", {"year 2019?"}),
        # Quantities of a person, and what only looks like a name.
        ("3 publications", set()),
        ("publications: 3", set()),
        ("o1 with 3 strong publications", set()),
        ("5 years of experience", set()),
        ("5+ yrs exp", set()),
        ("3-5 years in ml", set()),
        ("3 to 5 years", set()),
        ("opt 2 more years", set()),
        ("researcher 3 strong publications", set()),
        ("ml 4 yoe", set()),
        ("phd 2023 grad", set()),
        ("package 40 lpa", set()),
        ("3.5 years", set()),
        ("offer of 180k", set()),
        ("offer 180k", set()),
        ("salary 150000", set()),
        ("after 4 years", set()),
        ("2 kids", set()),
        ("30 days", set()),
        ("17 citations", set()),
        ("citations 17", set()),
        ("my 2 offers", set()),
        ("$95,000", set()),
        ("fee of $500", set()),
        ("i am 35", set()),
        ("age 35", set()),
        ("top 10% engineer", set()),
        ("gpa 3.5", set()),
        ("i have 3.8", set()),
        ("toefl 100", set()),
        ("call me at 415 555 2671", set()),
        ("h1b year 6", set()),
        ("my child turns 21", set()),
        ("how to waive 212(e)", set()),
        ("born in 1990", set()),
        ("bachelor 2020 masters 2022", set()),
        ("i graduated in 2023", set()),
        ("priority date 2015", set()),
        ("may i ask", set()),
        ("fall back on h1b", set()),
        ("chips instead of fries", set()),
        ("falling off a building", set()),
        ("what is 401k", set()),
        ("i140 and h1b and ds 2019", set()),
    ],
)
def test_what_a_number_names_is_read_from_its_neighbors(text: str, named: set[str]) -> None:
    found = read_labels(read(text))
    assert {f"{one.family} {one.value}{'?' * one.loose}" for one in found} == named


@pytest.mark.parametrize(
    ("title", "body", "question", "admitted"),
    [
        ("Python 3.10", "", "python 3.10", True),
        ("Python 3.10", "", "python 3.10.2", True),
        ("Python 3.10", "", "python 3", True),
        ("Python 3.10", "", "python 3.1", False),
        ("Python 3.10", "It replaces 3.9.", "python 3.9", False),
        ("Which Python?", "Python 3.9 and 3.10.", "python 3.9", True),
        ("Which Python?", "It takes 3 minutes.", "chapter 3", False),
        ("Homework 3", "Homework 4 comes later.", "homework 4", False),
        ("Homework", "Homework 4 is late.", "hw 4", True),
        ("Levels", "Levels 1 to 4 exist.", "level 3", True),
        ("Which Python?", "Python 3.9 to 3.12 work.", "python 3.11", True),
        ("When is it open?", "Monday to Friday.", "on wednesday", True),
        ("Is it open on Monday?", "From nine.", "at weekends", False),
        ("When is it open?", "Monday to Friday.", "on sunday", False),
        ("When is it open?", "Every day.", "on sunday", True),
        ("When is it open?", "On weekdays.", "on saturday", False),
        ("First round", "", "second round", False),
        ("The 2026 meetup", "", "last year's meetup", False),
        ("Meetups", "", "last year's meetup", True),
        ("Interviews", "", "second round", True),
        ("The 2026 meetup", "Since 2025.", "meetup 2025", False),
        ("Meetups", "", "meetup 2026", True),
        ("Meetups", "", "meetup 2024", False),
        ("Discounts", "Ten percent.", "discount after 4 years", True),
    ],
)
def test_a_document_answers_for_what_it_states(
    title: str, body: str, question: str, admitted: bool
) -> None:
    document = read_stated([read(title)], [read(title), read(body)], years=(2026,))
    assert all(map(document.admits, read_labels(read(question)))) is admitted


def test_a_number_of_any_length_is_read() -> None:
    assert read_labels(LEXER.read("9" * 10_000 + " kids")) == ()
    assert read_stated([], [LEXER.read(f"levels 1 to {'9' * 10_000}")]).values
