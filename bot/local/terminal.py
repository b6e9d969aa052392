"""Answer in a terminal."""

from collections.abc import Callable

from rich.console import Console
from rich.markdown import Markdown

from bot.services.answering.report import as_text
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Choice, Closest, Found, Offer, Outcome, Unknown, WhichOne
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import Turn
from bot.services.conversation.smalltalk import smalltalk

WELCOME = "Ask about visas, jobs and pay as an ML engineer in the USA. An empty line ends it."


def as_markdown(outcome: Outcome) -> str:
    """Write an outcome for reading in a terminal."""
    match outcome:
        case Found():
            return _answer(outcome.answer, outcome.offer)
        case WhichOne():
            return _choices("Which one do you mean?", outcome.choices)
        case Closest():
            return _choices("Closest I have", outcome.choices)
        case Unknown():
            return (
                "### I don't have an answer for that\n\n"
                "Try other words, or `almanac kb list` for all topics."
            )


async def chat(follow_ups: FollowUps, console: Console, read: Callable[[], str]) -> None:
    """Answer one question after the other until an empty line or the end of input."""
    console.print(WELCOME)
    last: Turn | None = None
    while True:
        try:
            question = read().strip()
        except (EOFError, KeyboardInterrupt):
            question = ""
        if not question:
            return
        outcome = await follow_ups.ask(question, last)
        turn = Turn.of(outcome)
        if turn.address is not None and not smalltalk(question):
            last = turn
        console.print(Markdown(as_markdown(outcome)))


def _answer(answer: Answer, offer: Offer | None) -> str:
    parts = [f"### {answer.title}", *(f"**{warning}**" for warning in answer.warnings)]
    parts.append(as_text(answer))
    if offer:
        parts.append(f"Your offer of USD {offer.amount:,} is {offer.position} this range.")
    if not answer.verified:
        parts.append("**Not verified with an official source.**")
    parts += [f"**{caveat}**" for caveat in answer.caveats if not caveat.kind.leads]
    parts.append("\n".join(f"- Source: [{one.title}]({one.url})" for one in answer.sources))
    checked = f"Checked {answer.checked}, next" if answer.checked else "Next"
    parts.append(f"{checked} check {answer.next_review}. General information, not legal advice.")
    return "\n\n".join(parts)


def _choices(title: str, choices: tuple[Choice, ...]) -> str:
    return f"### {title}\n\n" + "\n".join(f"- {choice.title}" for choice in choices)
