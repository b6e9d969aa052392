"""Show why the engine decided as it did: to people as tables, to programs as data."""

from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.search.values.explain import contributions, explain_rule
from bot.search.values.ranking import Hit, Ranking


def show_explanation(ranking: Ranking) -> None:
    """Print what was read, the candidates with the parts of their scores, and the rule."""
    console = Console(width=100, highlight=False)
    console.print(f"{ranking.decision}: {explain_rule(ranking)}", markup=False)
    console.print(f"read as: {' '.join(ranking.terms) or 'nothing'}", markup=False)
    for name, words in _notes(ranking).items():
        console.print(f"{name}: {', '.join(words)}", markup=False)
    if ranking.hits:
        console.print(_candidates(ranking))
        console.print(_evidence(ranking))


def explanation_as_data(ranking: Ranking) -> dict[str, Any]:
    """Describe the same as plain data."""
    return {
        "decision": ranking.decision,
        "reason": ranking.reason,
        "rule": explain_rule(ranking),
        "terms": list(ranking.terms),
        **{name.replace(" ", "_"): words for name, words in _notes(ranking).items()},
        "evidence": {
            name: {"value": round(value, 4), "right": round(right, 4), "known": round(known, 4)}
            for name, (value, right, known) in contributions(ranking).items()
        },
        "candidates": [
            {
                "entry": hit.entry,
                "section": hit.section,
                "score": round(hit.score, 4),
                "confidence": round(hit.confidence, 4),
                "parts": asdict(hit.parts),
            }
            for hit in ranking.hits
        ],
    }


def _notes(ranking: Ranking) -> dict[str, list[str]]:
    """List what is out of the ordinary about the words."""
    notes = {
        **_clauses(ranking),
        **{name: list(values) for name, values in ranking.situation.items()},
        "taken with": [ranking.beside] if ranking.beside else [],
        "codes": list(ranking.codes),
        "corrections": [f"{one.typed} → {one.read}" for one in ranking.corrections],
        "perhaps": [f"{one.typed} → {one.read}" for one in ranking.guesses],
        "unknown codes": list(ranking.unknown_codes),
        "unknown words": list(ranking.unknown_words),
    }
    return {name: words for name, words in notes.items() if words}


def _clauses(ranking: Ranking) -> dict[str, list[str]]:
    """Group the clauses of a message by what they are."""
    grouped: dict[str, list[str]] = {}
    for form, text in ranking.clauses:
        grouped.setdefault(form, []).append(text)
    return grouped


def _candidates(ranking: Ranking) -> Table:
    columns = ("part", "score", "words", "phrasing", "guard", "meaning", "near", "confidence")
    table = Table(*columns, "but")
    for hit in ranking.hits:
        parts, meaning = hit.parts, hit.parts.meaning
        figures = [hit.score, parts.words, parts.phrasing, parts.guard]
        meaning_cells = (
            (f"{meaning.logit:.2f}", f"{meaning.central:.2f}") if meaning else ("–", "–")
        )
        part = f"{hit.entry}/{hit.section}" if hit.section else hit.entry
        cells = (*(f"{figure:.2f}" for figure in figures), *meaning_cells, f"{hit.confidence:.2f}")
        table.add_row(part, *cells, _objections(hit))
    return table


def _objections(hit: Hit) -> str:
    parts = hit.parts
    objections = {
        "refused": parts.refused,
        "off subject": not parts.on_subject,
        "contradicts": not parts.agrees,
    }
    return ", ".join(name for name, true in objections.items() if true)


def _evidence(ranking: Ranking) -> Table:
    table = Table("evidence of the first", "value", "for it", "for any answer")
    for name, (value, right, known) in contributions(ranking).items():
        table.add_row(name, f"{value:.2f}", f"{right:+.2f}", f"{known:+.2f}")
    return table
