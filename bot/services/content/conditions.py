"""What stands before the advice of an answer with high stakes, in the order in which it is said."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from unicodedata import category

from bot.locale.i18n import N_, titled
from bot.locale.i18n import gettext as _

LABELS = {
    "today": N_("Today"),
    # Straight below the first sentence, which it limits: after "never do this" it would allow that.
    "unless": N_("This does not apply if"),
    "lawyer_before": N_("See a lawyer before"),
    "never_first": N_("Before anything else"),
    "applies_to": N_("For whom"),
    "from": N_("From when"),
}
"""What each condition is called, in the order in which they are said."""

CAN_WAIT = ("from", "applies_to")
"""What a phone shows on a later page if all conditions are too long for one, the first one first:
none of it says what not to do."""

_EMERGENCY = ("today", "lawyer_before")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition with its facts in place."""

    name: str
    """The name of its field in a file: one of `LABELS`."""
    text: str

    @property
    def label(self) -> str:
        """Call it, in the language that is spoken."""
        return _(LABELS[self.name])


def shortened(
    conditions: Iterable[Condition], fits: Callable[[Iterable[Condition]], bool]
) -> tuple[Condition, ...]:
    """List what is left once what can wait has left, as little of it as makes the rest fit."""
    result = tuple(conditions)
    for name in CAN_WAIT:
        if not fits(result):
            result = tuple(condition for condition in result if condition.name != name)
    return result


def emergency(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """List what stands before the first sentence: in an emergency, today's step and the lawyer."""
    result = tuple(conditions)
    urgent = any(condition.name == "today" for condition in result)
    return tuple(condition for condition in result if urgent and condition.name in _EMERGENCY)


def remaining(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """List what stands between the first sentence and the bullets."""
    result = tuple(conditions)
    first = emergency(result)
    return tuple(condition for condition in result if condition not in first)


def lines(conditions: Iterable[Condition], mark: str = "**") -> Iterator[str]:
    """Write conditions a line each; `mark` stands around what each is called."""
    for condition in conditions:
        yield titled(f"{mark}{condition.label}{mark}", _with_stop(condition.text))


def _with_stop(text: str) -> str:
    """End a text as a sentence of its script; some conditions only go on from their label."""
    last = text[-1:]
    # Many a Hindi word ends with the sign of its vowel, which is no letter of its own.
    ends_word = last.isalnum() or last in ")）" or category(last or " ").startswith("M")
    if not ends_word:
        return text
    if "\u4e00" <= last <= "\u9fff" or last == "）":
        return f"{text}。"
    is_hindi = "\u0900" <= last <= "\u097f"
    return f"{text}{'।' if is_hindi else '.'}"
