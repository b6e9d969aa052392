"""What goes on with the words before it is not cut from them: a table of examples."""

import pytest

from bot.search.message.message import Message, read_message

CODES = frozenset({"h1b", "opt", "perm"})


def texts(message: Message) -> list[str]:
    return [clause.text for clause in message.clauses]


@pytest.mark.parametrize(
    "text",
    [
        "the exchange rate i got for cash was wrong",
        "the credit limit i have needs to be changed",
        "how much money i have in all of my accounts",
        "can you tell how many days i already took off",
        "what date is the next day i get paid",
        "the payment i didn't make",
        "there is a transfer i need to make from china",
        "a shop i go to didn't let me pay",
        "is there a reason my card was declined",
        "when was the last time my car was worked on",
        "need to know places i can withdraw money",
        "i lost something i bought in june",
        "i have a payment which has not been approved",
        "tell my bank i will be in cuba",
        "repeat my to do list",
        "when is my car due to get its tires changed",
        "where can i go to get my tires checked",
        "how long has it been since i was paid",
        "an error stating my transfer is not possible",
        "the rate was different when i got cash",
        "how many days does a transfer take",
        "why hasn't my friend received it",
        "were you born in the 80s",
        "can i have a card if i am not living in the uk",
        "how come my withdrawal came with a fee",
        "last week i sent money to my friend",
        "i need help finding my lost phone",
        "help me schedule a check of my car",
        "i appreciate you doing that",
        "i need to book a hotel room for two adults and two children in orlando for july",
    ],
)
def test_what_goes_on_is_one_clause(text: str) -> None:
    assert texts(read_message(text, CODES)) == [text]


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("how long is h1b i live in boston", "how long is h1b"),
        ("h1b transfer how many days i moved to texas", "h1b transfer"),
        ("how long is h1b since my lawyer is on holiday", "how long is h1b"),
        ("please help me h1b duration", "h1b duration"),
        ("please help what is perm", "what is perm"),
        ("thanks for the help what is perm", "what is perm"),
        ("h1b or opt which is better", "h1b or opt which is better"),
        ("can i work on opt born in nepal", "can i work on opt"),
        ("h1b duration they told me it changed", "h1b duration"),
    ],
)
def test_what_begins_anew_is_another_clause(text: str, asking: str) -> None:
    assert read_message(text, CODES).asking.startswith(asking)
    assert len(read_message(text, CODES).clauses) > 1


@pytest.mark.parametrize("text", ["hey, what's up", "no, that's wrong", "thank you for the help"])
def test_a_message_that_is_hardly_more_than_courtesy_is_taken_as_typed(text: str) -> None:
    message = read_message(text, CODES)
    assert [view.asking for view in message.views] == [text]


def test_a_code_is_asked_for_by_itself() -> None:
    assert read_message("hi, perm", CODES).asking == "perm"


def test_all_of_a_message_asks_if_it_only_tells_what_is_wrong() -> None:
    text = "i think there is an issue with my card. it was declined this morning."
    assert read_message(text, CODES).asking == text
    assert read_message("i moved to texas. opt extension", CODES).asking == "opt extension"
