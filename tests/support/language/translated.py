"""Translations for the small base."""

from pathlib import Path

from tests.support.knowledge.base import small_base

SPANISH = """\
---
title: Visa H-1B
summary: La H-1B es la principal visa de trabajo para puestos especializados.
reviewed: 2026-11-20
---

- La presenta un empleador.

## duration

La H-1B se limita normalmente a {{longest}}.

- La primera aprobación es de hasta tres años. El límite anterior era de {{old-limit}}.
- El tiempo en el extranjero se puede recuperar.
"""
"""The top of the H-1B and its duration, checked after the original; not its cost."""

QUESTION = """\
---
question: ¿Puede venir mi familia?
summary: La familia es una de ellas.
reviewed: 2026-11-20
---
"""


def translate(base: Path, text: str = SPANISH, name: str = "visas/h-1b.es.md") -> None:
    """Write a translation beside its entry."""
    (base / name).write_text(text, "utf-8")


def translated_base(folder: Path) -> Path:
    """Write the small base with both translations."""
    small_base(folder)
    translate(folder)
    translate(folder, QUESTION, "faq/bring-family.es.md")
    return folder
