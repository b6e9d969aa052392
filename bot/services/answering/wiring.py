"""What answers questions, and what goes with the answers."""

from dataclasses import dataclass

from bot.services.answering.answers import Answers
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.guidance import Guidance
from bot.services.answering.illustrations import Illustrations, Painter
from bot.services.answering.meaning import Meaning
from bot.services.answering.salaries import Salaries
from bot.services.content.disputes import Disputes
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.servers.names import ServerNames
from bot.services.wages.answering import PayAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringServices:
    """The services of this room, for the wiring alone."""

    answers: Answers
    salaries: Salaries
    comparisons: Comparisons
    guidance: Guidance
    illustrations: Illustrations


def wire_answering(
    snapshots: SnapshotHolder,
    clock: Clock,
    *,
    meaning: Meaning | None,
    disputes: Disputes,
    names: ServerNames,
    painter: Painter,
) -> AnsweringServices:
    """Wire the services of this room; without a `meaning`, words alone decide."""
    pay = PayAnswers(snapshots, clock)
    answers = Answers(snapshots, clock, meaning, disputes, pay, names=names)
    return AnsweringServices(
        answers=answers,
        salaries=Salaries(snapshots, clock, answers, pay),
        comparisons=Comparisons(snapshots, clock, answers),
        guidance=Guidance(snapshots, clock),
        illustrations=Illustrations(snapshots, clock, painter),
    )
