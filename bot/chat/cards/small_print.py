"""Describe what an answer rests on, in small letters: its source, its oldest day, its language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from discord import ui

from bot.chat.cards.pages import Page
from bot.chat.sending.text import ELLIPSIS, cut_at_word, quoted
from bot.kb.model.facts import Source
from bot.kb.model.languages import same_language
from bot.kb.wages.tables import WageSource
from bot.locale.i18n import N_, current_language, day, in_sequence, listed, prose_day
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Authorship
from bot.services.content.caveats import newest_day
from bot.services.content.outcomes import Choice

SHORT_URL = 160
"""Characters of an address that may stand in the text of a card; a longer one gets a button."""

UNREAD = N_("where to check; the page was not read for this answer")
"""Stands in place of the day where only the seed or general knowledge speaks."""

IN_ENGLISH = N_("This answer is in English.")
ALL_IN_ENGLISH = N_("These answers are in English.")
SOME_IN_ENGLISH = N_("Some of this is in English.")

IN_SERVER = "https://discord.com/channels/"
"""What the address of a server, a channel and a message begins with."""

ADVICE = N_("General information, not legal advice.")

CARD_SOURCE = 28
"""Characters of a source's name on the card: with its day two lines of a phone. All of it stands
behind ⋯."""

_END_OF_PART = re.compile(r"(?<=[\w)])(?<!\band)(?=[,:(] | [(–])")
"""Where a source's name may end early: "USCIS", "USCIS Policy Manual"."""

SOURCE_TEXT = 120


def footer_items(
    answer: Answer, result: Page, shared_by: str | None = None, link: str | None = None
) -> Iterator[ui.Item[Any]]:
    """Yield the first source with its day and what opens it, then the last lines of a card.

    The other sources stand behind ⋯.
    """
    lines = []
    for source in answer.sources[:1]:
        if len(source.url) > SHORT_URL:
            yield _with_button(source, f"-# {_source_line(source, CARD_SOURCE)}")
        else:
            lines.append(linked_source(source))
    # One text: Discord leaves a gap between two.
    yield ui.TextDisplay("\n".join((*lines, *_last_lines(answer, result, shared_by, link))))


def linked_source(source: Source) -> str:
    """Name a source in small letters, with its day and what opens it."""
    text = f"-# {_source_line(source, CARD_SOURCE)}"
    return f"{text} · [{_('Open')}]({source.url})" if len(source.url) <= SHORT_URL else text


def _short_name(name: str, limit: int) -> str:
    """Name a source by as many whole parts as fit, or cut it after a word if none does."""
    if len(name) <= limit:
        return name
    ends = [end.start() for end in _END_OF_PART.finditer(name) if end.start() <= limit]
    return name[: ends[-1]] if ends else cut_at_word(name, limit)


def source_items(sources: Sequence[Source]) -> Iterator[ui.Item[Any]]:
    """Yield every source with its day: in one text those that can be linked, then the others."""
    short = [source for source in sources if len(source.url) <= SHORT_URL]
    if short:
        yield ui.TextDisplay("\n".join(map(_linked_line, short)))
    for source in sources:
        if source not in short:
            yield _with_button(source, f"{_source_line(source, SOURCE_TEXT)}")


def _linked_line(source: Source) -> str:
    name = quoted(_short_name(source.title, SOURCE_TEXT))
    if len(source.title) > SOURCE_TEXT and not name.endswith(ELLIPSIS):
        name += f" {ELLIPSIS}"
    return "- " + listed((f"[{name}]({source.url})", reading_note(source)))


def _with_button(source: Source, text: str) -> ui.Item[Any]:
    opening = ui.Button[Any](label=_("Open"), url=source.url)
    return ui.Section(ui.TextDisplay(text), accessory=opening)


def _source_line(source: Source, limit: int) -> str:
    # Translators: the name of a page, then the day that its text is of.
    return _("Source: {title} · {read}").format(
        title=_short_name(source.title, limit), read=reading_note(source)
    )


def reading_note(source: Source) -> str:
    """Return a note on the day that the text of a page is of, or that it was not read.

    Of a table of pay it is the day on which somebody read it.
    """
    if source.url.startswith(IN_SERVER):
        return _("on Discord")
    if not source.trust.is_verified:
        return _(UNREAD)
    if source.checked is None:
        return _("undated")
    if isinstance(source, WageSource):
        # Its name tells of when the figures are.
        return _("read {day}").format(day=prose_day(source.checked))
    return _("as of {day}").format(day=prose_day(source.checked))


def _last_lines(
    answer: Answer, result: Page, shared_by: str | None, link: str | None
) -> Iterator[str]:
    if result.number > 1:
        yield f"-# {page_note(result.number, result.count)}"
    yield f"-# {in_sequence(closing_sentences(answer))}"
    if shared_by:
        yield f"-# {sharing_note(shared_by, link)}"


def closing_sentences(answer: Answer) -> Iterator[str]:
    """Yield the sentences of the last line: what ended, oldest day, what it is not."""
    yield from (str(caveat) for caveat in answer.caveats if not caveat.kind.doubtful)
    if not answer.sources:
        yield _("No source given.")
    if note := _translation_note(answer):
        yield note
    first = answer.sources[0].checked if answer.sources else None
    if answer.checked and answer.checked != first:
        yield _age_note(answer, answer.checked)
    yield _(ADVICE)


def _age_note(answer: Answer, oldest: date) -> str:
    """Return from when the sources are, of several years, or the day of the oldest."""
    newest = newest_day(one.checked for one in answer.sources) or oldest
    if len(answer.sources) < 2 or newest.year == oldest.year:
        return _("Oldest source: {day}.").format(day=prose_day(oldest))
    text = _("{n} sources, {first} to {last}.")
    return text.format(n=len(answer.sources), first=oldest.year, last=newest.year)


def page_note(number: int, count: int) -> str:
    """Return which of several pages this is."""
    return _("Page {number} of {count}").format(number=number, count=count)


def sharing_note(by: str, link: str | None = None) -> str:
    """Return a note on who showed something to everybody, and about which message."""
    if link is None:
        return _("Shared by {who}").format(who=quoted(by, 40))
    text = _("Shared by {who}, about [this message]({link})")
    return text.format(who=quoted(by, 40), link=link)


def authorship_line(authorship: Authorship) -> str:
    """State that a server's moderators wrote an answer, and when."""
    if not authorship.server:
        text = _("Written by the moderators of this server, {day}.")
        return text.format(day=day(authorship.day))
    text = _("Written by the moderators of the server “{server}”, {day}.")
    return text.format(server=quoted(authorship.server, 100), day=day(authorship.day))


def language_note(answer: Answer) -> str | None:
    """Return a note for the top of an answer that is not in the reader's language."""
    if answer.behind:
        return _("This answer is in English: its translation is older than the text.")
    return _(IN_ENGLISH) if is_foreign(answer) and not answer.translated else None


def _translation_note(answer: Answer) -> str | None:
    """Return a note for the last line of an answer that is shown in translation."""
    return _("Translated from English.") if answer.translated and not answer.behind else None


def choices_note(choices: Iterable[Choice]) -> str | None:
    """State once if not all choices are in the reader's language."""
    languages = [choice.language for choice in choices if choice.language]
    foreign = [choice for choice in languages if not same_language(choice, current_language().name)]
    if not foreign:
        return None
    return _(ALL_IN_ENGLISH) if len(foreign) == len(languages) else _(SOME_IN_ENGLISH)


def is_foreign(answer: Answer) -> bool:
    """Return whether an answer is known to be in another language than the one spoken."""
    return answer.language is not None and not same_language(
        answer.language, current_language().name
    )


def review_notes(answer: Answer) -> Iterator[str]:
    """Yield when people looked at an answer and its translation, and when they look again."""
    if answer.authorship:
        yield authorship_line(answer.authorship)
        yield from _own_review_notes(answer, answer.authorship.verified)
        return
    if answer.translated:
        yield _translation_review(answer, answer.translated)
        return
    text = _("An editor last reviewed this answer on {day}; next review {next}.")
    reviewed, following = prose_day(answer.reviewed), prose_day(answer.next_review)
    yield text.format(day=reviewed, next=following)


def _translation_review(answer: Answer, translated: date) -> str:
    english, following = answer.behind or answer.reviewed, prose_day(answer.next_review)
    if english == translated:
        text = _(
            "An editor last reviewed the translation and the English text on {day}; next review "
            "{next}."
        )
        return text.format(day=prose_day(english), next=following)
    text = _(
        "An editor last reviewed the translation on {translated}, the English text on "
        "{reviewed}; next review {next}."
    )
    return text.format(
        translated=prose_day(translated), reviewed=prose_day(english), next=following
    )


def _own_review_notes(answer: Answer, verified: date | None) -> Iterator[str]:
    if verified is None:
        yield _("Its moderators have not verified it with a source yet.")
        return
    text = _("Its moderators last verified it on {day}; next review {next}.")
    yield text.format(day=day(verified), next=day(answer.next_review))
