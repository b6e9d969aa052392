"""Write an outcome as plain data, for programs that ask."""

from typing import Any

from bot.services.content.answer import Answer
from bot.services.content.caveats import Caveat
from bot.services.content.conditions import emergency, lines, remaining
from bot.services.content.outcomes import Choice, Closest, Found, Outcome, Unknown, WhichOne

_NAMES: dict[type[Outcome], str] = {
    Found: "found",
    WhichOne: "which-one",
    Closest: "closest",
    Unknown: "unknown",
}


def as_data(text: str, outcome: Outcome) -> dict[str, Any]:
    """Describe an outcome in the words of `almanac ask --json`."""
    answer = outcome.answer if isinstance(outcome, Found) else None
    return {
        "text": text,
        "outcome": _NAMES[type(outcome)],
        "entry": str(answer.address.key) if answer else None,
        "section": answer.address.section if answer else None,
        "confidence": round(outcome.confidence, 4),
        "title": answer.title if answer else None,
        "answer": as_text(answer) if answer else None,
        "sources": [
            {"title": source.title, "url": source.url}
            for source in (answer.sources if answer else ())
        ],
        "reviewed": answer.reviewed.isoformat() if answer else None,
        "checked": answer.checked.isoformat() if answer and answer.checked else None,
        "warnings": [_warning(caveat) for caveat in (answer.caveats if answer else ())],
        "also": [_place(one) for one in outcome.also] if isinstance(outcome, Found) else [],
        "candidates": [_candidate(choice) for choice in outcome.candidates],
    }


def as_text(answer: Answer) -> str:
    """Join conditions, sentence, bullets and prose as Markdown."""
    first = "\n".join(f"- {line}" for line in lines(emergency(answer.conditions)))
    then = "\n".join(f"- {line}" for line in lines(remaining(answer.conditions)))
    points = "\n".join(f"- {point}" for point in answer.points)
    return "\n\n".join(part for part in (first, answer.summary, then, points, answer.more) if part)


def _warning(caveat: Caveat) -> dict[str, Any]:
    return {
        "kind": caveat.kind.value,
        "day": caveat.day.isoformat() if caveat.day else None,
        "text": str(caveat),
    }


def _candidate(choice: Choice) -> dict[str, Any]:
    return _place(choice) | {"score": round(choice.score, 4)}


def _place(choice: Choice) -> dict[str, Any]:
    return {"entry": str(choice.address.key), "section": choice.address.section}
