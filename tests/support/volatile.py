"""A base with claims: facts that can change, and answers that quote them."""

from datetime import date
from pathlib import Path

from bot.kb.model.facts import Fact, Status
from tests.support.knowledge.base import FAQ_OWN, page, small_base, write_page

CONDITIONS = """\
conditions:
  applies_to: H-1B and L-1 workers whose job ended.
  from: The day after the last paid day.
  unless: Your I-94 ends sooner.
  never_first: Do not leave the USA.
  lawyer_before: you resign or travel
"""

_SHEET = """\
[[sources]]
title = "8 CFR 214.1, a print"
url = "https://www.ecfr.gov/214.1"
checked = 2023-06-01
trust = "official"

[[sources]]
title = "Federal Register, a proposal"
url = "https://www.federalregister.gov/d/1"
checked = 2026-10-07
trust = "official-relayed"

[facts.grace-days]
value = 60
unit = "days"
text = "60 days"
source = "https://www.ecfr.gov/214.1"
section = "8 CFR 214.1(l)(2)"
as_of = 2023-06-01
true_on = 2026-10-20
recheck_by = 2026-12-15

[facts.grace-proposal]
value = "proposed"
text = "A proposal of 2026 would end them"
source = "https://www.federalregister.gov/d/1"
as_of = 2026-09-11
true_on = 2026-10-07
recheck_by = 2027-01-10
status = "proposed"

[facts.order-end]
value = 2027-09-21
text = "21 September 2027"
source = "https://www.federalregister.gov/d/1"
as_of = 2026-10-07
recheck_by = 2027-09-01
valid_until = 2027-09-21
status = "blocked"

[facts.old-rule]
value = 20
unit = "hours"
text = "20 hours"
source = "https://www.ecfr.gov/214.1"
as_of = 2023-06-01
status = "not confirmed"
"""


def claim(
    name: str,
    text: str,
    *,
    true_on: date | None = date(2026, 10, 7),
    recheck_by: date | None = date(2026, 12, 15),
) -> Fact:
    """Make a claim that was written in September 2026."""
    return Fact(
        name=name,
        value=text,
        text=text,
        source="https://uscis.example",
        as_of=date(2026, 9, 11),
        true_on=true_on,
        recheck_by=recheck_by,
        status=Status.IN_FORCE,
    )


def volatile_base(folder: Path) -> Path:
    """Write the small base with claims, and three questions that quote them."""
    small_base(folder)
    (folder / "facts" / "volatile.toml").write_text(_SHEET, "utf-8")
    for key, question, summary, body in (
        (
            "faq:stay",
            "May I stay after a layoff?",
            '"{{fact:grace-proposal}}."',
            "\n- There are {{fact:grace-days}}.\n",
        ),
        (
            "faq:order",
            "Until when does the order run?",
            '"The order runs until {{fact:order-end}}."',
            "\n- A court may stop it.\n",
        ),
        (
            "faq:hours",
            "How many hours count as work?",
            '"At least {{fact:old-rule}} a week count."',
            "\n- Ask your school.\n",
        ),
    ):
        asks = f"asks: ['{question.lower()}']\nsummary: {summary}\n"
        text = page(question, FAQ_OWN.format(question=question), body, front=asks)
        made_up = f"summary: The {question} is one of them.\n"
        write_page(folder, key, text.replace(made_up, "").replace("every: 90", "every: 400"))
    return folder
