"""Turn what came of a question into what its reader sees: a value that only has to be rendered."""

from dataclasses import dataclass, replace

from bot.kb.model.keys import Address, Kind
from bot.locale.i18n import current_language
from bot.services.answering.answers import Answers
from bot.services.answering.compare import Comparison
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.illustrations import Illustration, Illustrations
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import Found, Outcome, Unknown
from bot.services.conversation.preferences import Preferences
from bot.services.conversation.smalltalk import smalltalk
from bot.services.wages.charts import figure_chart


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """Who is shown something, and which ways on go with it."""

    guild: int | None = None
    """The server whose answers are shown."""
    reader: int | None = None
    """The one person who sees it; None if everybody does."""
    share: bool = False
    """Whether its reader can show it to everybody."""
    offer_moderators: bool = False
    """Whether an unanswered question can be sent on to the moderators; small talk never can."""
    offer_person: bool = False
    """Whether a person would get a question from here."""
    reply_target: int | None = None
    """A message that the answer may be put below, for everybody to see."""
    kind: Kind | None = None
    """What to offer if the base does not have the answer; None for everything."""
    page: int = 1
    shared_by: str | None = None
    """Who shows it to everybody."""
    about: str | None = None
    """The address of the message that it answers."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a reader sees, in their language."""

    subject: Outcome | Comparison
    options: DisplayOptions
    plain: bool = False
    """Whether it is one short text instead of a card."""
    illustration: Illustration | None = None
    browse: tuple[Link, ...] = ()
    """What to offer if the base does not have the answer."""
    examples: tuple[Link, ...] = ()
    """What can be asked, for who asked about nothing that the base is for."""

    @property
    def comparison(self) -> Comparison | None:
        """What it compares, if it does."""
        return self.subject if isinstance(self.subject, Comparison) else None


class Presenter:
    """Present outcomes and comparisons, in the language that is spoken."""

    def __init__(
        self,
        answers: Answers,
        illustrations: Illustrations,
        comparisons: Comparisons,
        preferences: Preferences,
    ) -> None:
        self._answers = answers
        self._illustrations = illustrations
        self._comparisons = comparisons
        self._preferences = preferences

    def answer(self, address: Address, *, guild: int | None = None) -> Answer | None:
        """Compose an answer in the language spoken, or None if the base no longer has it."""
        return self._answers.show(address, guild=guild, language=current_language().name)

    async def present(self, outcome: Outcome | Comparison, options: DisplayOptions) -> Presentation:
        """Present what was found; a question that sets things side by side is compared."""
        if isinstance(outcome, Comparison):
            outcome = self._comparisons.localize(outcome, guild=options.guild)
            return Presentation(outcome, options, self._is_plain(options))
        outcome = self._answers.translate(outcome, current_language().name, guild=options.guild)
        comparison = self._comparisons.compare_named(outcome, guild=options.guild)
        if comparison:
            return Presentation(comparison, options, self._is_plain(options))
        outcome = self._answers.introduce(outcome, current_language().name, guild=options.guild)
        if isinstance(outcome, Unknown):
            return self._unanswered(outcome, options)
        plain = self._is_plain(options)
        illustration = await self._illustration(outcome, options, plain=plain)
        return Presentation(outcome, options, plain, illustration)

    def _unanswered(self, outcome: Unknown, options: DisplayOptions) -> Presentation:
        """Present topics, and examples in place of the moderators if it is off topic."""
        examples: tuple[Link, ...] = ()
        if outcome.is_off_topic:
            options = replace(options, offer_moderators=False, offer_person=False)
            language = current_language().name
            examples = self._answers.examples(guild=options.guild, language=language)
        elif options.offer_moderators and smalltalk(outcome.question):
            options = replace(options, offer_moderators=False)
        topics = self._topics(options)
        plain = self._is_plain(options)
        return Presentation(outcome, options, plain, browse=topics, examples=examples)

    def _topics(self, options: DisplayOptions) -> tuple[Link, ...]:
        """List what to offer in place of an answer, in the language spoken."""
        links = self._answers.entries(options.kind, guild=options.guild)
        return self._answers.localize(links, current_language().name, guild=options.guild)

    def words(
        self, address: Address, offer: int | None = None, *, guild: int | None = None
    ) -> tuple[str, ...]:
        """Describe in words what the picture of an answer shows; () if there is no picture."""
        return self._illustrations.lines(address, offer, guild=guild)

    def _is_plain(self, options: DisplayOptions) -> bool:
        return options.reader is not None and self._preferences.wants_plain(options.reader)

    async def _illustration(
        self, outcome: Outcome, options: DisplayOptions, *, plain: bool
    ) -> Illustration | None:
        """Illustrate an answer: a card on its first page, plain text only in words."""
        if not isinstance(outcome, Found) or options.page > 1:
            return None
        if plain and outcome.pay:
            chart = figure_chart(outcome.pay)
            return Illustration(tuple(chart.lines())) if chart else None
        if plain:
            offer = outcome.offer.amount if outcome.offer else None
            words = self.words(outcome.answer.address, offer, guild=options.guild)
            return Illustration(words) if words else None
        return await self._illustrations.of_outcome(outcome, guild=options.guild)
