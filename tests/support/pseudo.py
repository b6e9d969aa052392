"""A language of brackets: what the catalogues would translate stands in ⟦…⟧, all else as it is."""

from gettext import NullTranslations
from types import MappingProxyType

from bot.chat.languages import Languages
from bot.locale.speech import Language

LOCALE = "es-ES"
"""The locale of Discord that stands for it."""


class Bracketed(NullTranslations):
    """Put whatever is looked up into brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        # Commands keep their names, by which tests call them.
        return message


class PseudoLanguages(Languages):
    """Know this language alone."""

    async def load(self) -> None:
        self._known = MappingProxyType({LOCALE: Language(LOCALE, Bracketed())})
