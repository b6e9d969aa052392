"""Write outcomes as one short text: for screen readers, and for clients without cards."""

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.chat.text import cut, day, quoted
from bot.services.answer import Answer
from bot.services.outcomes import Choice, Closest, Found, Outcome, Unknown, WhichOne

CONTENT = 2000
"""Characters of a message's plain content ("Message", "Create Message")."""

GOES_ON = "(This goes on: ask for the card without plain text.)"


def plain(outcome: Outcome, beside: Sequence[str] = ()) -> str:
    """Write an outcome within one message; `beside` are the words of a picture, if there is one."""
    match outcome:
        case Found():
            return plain_answer(outcome.answer, beside)
        case WhichOne():
            return _choices("Which one do you mean?", outcome.choices)
        case Closest():
            return _choices("I am not sure. The closest I have:", outcome.choices)
        case Unknown():
            asked = quoted(outcome.question)
            return f"I do not have this: {asked or '…'}\nTry other words, or /faq for all topics."


def plain_answer(answer: Answer, beside: Sequence[str] = ()) -> str:
    """Write an answer within one message: the sentence first, the source and its day last.

    Whole lines are left out where it would be too long, never the source.
    """
    last = "\n".join(_last(answer))
    room = CONTENT - len(last) - len(GOES_ON) - 2
    lines: list[str] = []
    for line in chain(_first(answer), beside):
        if sum(map(len, lines)) + len(lines) + len(line) > room:
            return "\n".join((*lines, GOES_ON, last))
        lines.append(line)
    return "\n".join((*lines, last))


def _first(answer: Answer) -> Iterator[str]:
    yield cut(answer.title, 250)
    yield answer.summary or "The figures in this answer have expired."
    for point in answer.points:
        yield f"- {point}"


def _last(answer: Answer) -> Iterator[str]:
    if not answer.verified:
        yield "Not verified with an official source: check before you rely on it."
    if answer.expired:
        yield "One sentence was taken off: its figure has expired. See the source."
    if answer.overdue:
        yield f"Review overdue since {day(answer.next_review)}: check the source first."
    for source in answer.sources[:1]:
        yield f"Source: {cut(source.title, 120)}, <{source.url}>"
    yield (
        f"Checked {day(answer.reviewed)}, next check {day(answer.next_review)}. "
        "General information, not legal advice."
    )


def _choices(said: str, choices: Sequence[Choice]) -> str:
    return "\n".join((said, *(f"- {cut(choice.title, 250)}" for choice in choices)))
