"""Answer in a terminal: once, or in a conversation that goes on from the answer before."""

import asyncio
from collections.abc import Callable

from rich.console import Console
from rich.markdown import Markdown

from bot.kb.model.facts import Source
from bot.services.answering.report import as_text
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Choice, Closest, Found, Offer, Outcome, Unknown, WhichOne
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import Turn
from bot.services.conversation.pointing import read_choice
from bot.services.conversation.sayings import Smalltalk
from bot.services.conversation.smalltalk import smalltalk

PROMPT = "> "

ENDINGS = frozenset({"quit", "exit", "bye", "q", ":q", "/quit", "/exit"})
"""Whole lines that end a conversation."""

WELCOME = (
    "Ask about visas, jobs and pay as an ML engineer in the USA. 'help' shows how, 'quit' ends it."
)

HELP = """\
Ask in your own words:

- how long does an h1b last
- h1b vs o1
- 185k offer in seattle, senior ml engineer

Go on as you would with a person: *and the cost?*, *what about my wife?*, *same for O-1*. Where I \
offer choices, type the number of one.

`quit` or Ctrl-D ends it, Ctrl-C drops a line or a question, and the arrow up brings back what you \
typed."""

_SHORT = {
    Smalltalk.HELLO: "Hello! Ask me about US visas, ML jobs or pay.",
    Smalltalk.THANKS: "You are welcome.",
    Smalltalk.WHO: "I am Almanac. I give only answers that people wrote and reviewed.",
    Smalltalk.CHAT: "Ask me when you have a question; 'help' shows how.",
    Smalltalk.STOP: "'quit' ends it.",
    Smalltalk.FORGET: "'quit' ends it. What you typed here stays on this machine.",
}


def as_markdown(outcome: Outcome) -> str:
    """Write an outcome for reading in a terminal, with the addresses of its sources."""
    match outcome:
        case Found():
            text = _answer(outcome.answer, outcome.offer)
            also = _choices("Your message may also ask", outcome.also)
            return f"{text}\n\n{also}" if outcome.also else text
        case WhichOne():
            return _choices("Which one do you mean?", outcome.choices)
        case Closest():
            return _choices("Closest I have", outcome.choices)
        case Unknown():
            return (
                "### I don't have an answer for that\n\n"
                "Try other words, or `almanac kb list` for all topics."
            )


def show(console: Console, text: str) -> None:
    """Print Markdown: laid out in a terminal, and as it is, no line broken, to a file or a pipe."""
    if console.is_terminal:
        console.print(Markdown(text))
    else:
        console.file.write(f"{text}\n")


class Conversation:
    """One person at a terminal: each question may go on from the answer before it."""

    def __init__(self, follow_ups: FollowUps) -> None:
        self._follow_ups = follow_ups
        self._last: Turn | None = None

    async def reply(self, line: str) -> str:
        """Answer a line, as Markdown."""
        small_talk = smalltalk(line)
        if small_talk is Smalltalk.HELP:
            return HELP
        if small_talk is not None:
            return _SHORT[small_talk]
        if (sentence := self._refuse_unoffered(line)) is not None:
            return sentence
        outcome = await self._follow_ups.ask(line, self._last)
        turn = Turn.of(outcome)
        if turn.address is not None:
            self._last = turn
        return as_markdown(outcome)

    def _refuse_unoffered(self, line: str) -> str | None:
        """Return a sentence if a choice names a number that was not offered."""
        at, number_offered = read_choice(line), len(self._last.choices) if self._last else 0
        if at is None and not line.isdecimal():
            return None
        if at is not None and -number_offered <= at < number_offered:
            return None
        if not number_offered:
            return "There is nothing to choose from: ask in your own words."
        return f"Choose a number from 1 to {number_offered}, or ask in other words."


def chat(follow_ups: FollowUps, console: Console, read: Callable[[], str]) -> None:
    """Answer one line after the other until somebody ends it, or the input ends."""
    show(console, WELCOME)
    conversation = Conversation(follow_ups)
    with asyncio.Runner() as runner:
        while True:
            try:
                line = read().strip()
                if line.casefold() in ENDINGS:
                    return
                if line:
                    show(console, runner.run(conversation.reply(line)))
            except EOFError:
                # What comes next should not stand beside the prompt.
                console.print()
                return
            except KeyboardInterrupt:
                console.print("\n'quit' or Ctrl-D ends it.", highlight=False)


def _answer(answer: Answer, offer: Offer | None) -> str:
    parts = [f"### {answer.title}", *(f"**{warning}**" for warning in answer.warnings)]
    parts.append(as_text(answer))
    if offer:
        parts.append(f"Your offer of ${offer.amount:,} is {offer.position} this range.")
    if not answer.verified:
        parts.append("**Not verified with an official source.**")
    parts += [f"**{caveat}**" for caveat in answer.caveats if not caveat.kind.leads]
    parts.append("\n".join(f"- Source: {_source(one)}" for one in answer.sources))
    first = answer.sources[0].checked if answer.sources else None
    differs = answer.checked and answer.checked != first
    oldest = f"Oldest source: {answer.checked}. " if differs else ""
    parts.append(
        f"{oldest}Reviewed {answer.reviewed}; next review {answer.next_review}. "
        "General information, not legal advice."
    )
    return "\n\n".join(parts)


def _source(source: Source) -> str:
    note = f"as of {source.checked}" if source.checked else "undated"
    if not source.trust.is_verified:
        note = "not read for this answer"
    return f"{source.title} · {note} · <{source.url}>"


def _choices(title: str, choices: tuple[Choice, ...]) -> str:
    lines = "\n".join(f"{number}. {choice.title}" for number, choice in enumerate(choices, 1))
    return f"### {title}\n\n{lines}"
