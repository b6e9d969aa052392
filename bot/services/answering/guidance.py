"""Guide somebody along a path, a question at a time; whoever walks keeps the answers so far."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.kb.model.languages import ORIGINAL, names_of, same_language
from bot.kb.model.paths import HERE, End, GuidedPath, LastQuestion, Question
from bot.locale.i18n import current_language
from bot.services.content.answer import REVISION_LENGTH, Link
from bot.services.content.caveats import Caveat, CaveatKind
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock, today

VISAS = "visas"
"""The path that `/path` walks."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a path: what is asked or said there, and how it was reached."""

    path: str
    revision: str
    """Tells the questions that a trail was made with from changed ones."""
    trail: str
    """A digit for each choice since the start."""
    title: str
    intro: str
    choices_made: tuple[tuple[str, str], ...]
    """The questions so far, each with what was chosen."""
    reviewed: date
    here: Question | End
    read: tuple[Link, ...] = ()
    """At an end: the answers to read; at the last question the one about what it asks."""
    overdue: Caveat | None = None
    """Since when the path itself should have been looked at again."""
    in_doubt: Mapping[Caveat, tuple[Link, ...]] = field(default_factory=dict)
    """What to know before relying on the answers to read, and on which of them."""
    most: int = 0
    """How many questions the longest way through here has; 0 at an end."""
    is_translated: bool = True
    """Whether all of it is in the language spoken."""
    restarted: bool = False
    """Whether an older trail was given up because the questions have changed."""


class Guidance:
    """Guide people along the paths of the snapshot; nothing about them is kept."""

    def __init__(self, snapshots: SnapshotHolder, clock: Clock) -> None:
        self._snapshots = snapshots
        self._clock = clock

    def start(self, name: str = VISAS, *, guild: int | None = None) -> Stop | None:
        """Begin a path; None if the base has none of that name."""
        path = self._snapshots.snapshot.library.paths.get(name)
        return self._stop(name, path, "", guild) if path else None

    def stop_at(
        self, name: str, revision: str, trail: str, *, guild: int | None = None
    ) -> Stop | None:
        """Return the stop where a trail leads, or the start if the questions changed since."""
        path = self._snapshots.snapshot.library.paths.get(name)
        if path is None:
            return None
        if revision != revision_of(path) or path.follow(trail) is None:
            return self._stop(name, path, "", guild, restarted=True)
        return self._stop(name, path, trail, guild)

    def _localize(self, name: str, path: GuidedPath) -> tuple[GuidedPath, bool]:
        """Translate a path, and return whether all of it is translated."""
        reader_language = current_language().name
        translations = self._snapshots.snapshot.library.path_translations.get(name, {})
        for language in names_of(reader_language):
            if translation := translations.get(language):
                return translation.translate(path), translation.is_whole(path)
        return path, same_language(ORIGINAL, reader_language)

    def _stop(
        self, name: str, path: GuidedPath, trail: str, guild: int | None, restarted: bool = False
    ) -> Stop:
        revision, (path, translated) = revision_of(path), self._localize(name, path)
        here = path.follow(trail)
        assert here is not None, "the trail was followed before"
        view, day = self._snapshots.view(guild), today(self._clock)
        read: tuple[Link, ...] = ()
        in_doubt: Mapping[Caveat, tuple[Link, ...]] = {}
        late = path.next_review < day
        overdue = Caveat(CaveatKind.OVERDUE, path.next_review) if late else None
        if isinstance(here, LastQuestion):
            others = (path.ends[one.to] for one in here.choices if one.to != HERE)
            read = _readable(next(others, None), view)[:1]
        if isinstance(here, End):
            read = _readable(here, view)
            in_doubt = _find_doubts(read, view, day)
        return Stop(
            path=name,
            revision=revision,
            trail=trail,
            title=path.title,
            intro=path.intro,
            choices_made=tuple(_chosen_labels(path, trail)),
            reviewed=path.reviewed,
            here=here,
            read=read,
            overdue=overdue,
            in_doubt=in_doubt,
            most=_most_questions(path, trail),
            is_translated=translated,
            restarted=restarted,
        )


def _readable(end: End | None, view: Snapshot) -> tuple[Link, ...]:
    """List what to read at an end, but for what a server retired."""
    addresses = end.entries if end else ()
    links = (view.links.get((str(one.key), one.section)) for one in addresses)
    return tuple(_localize_link(link, view) for link in links if link)


def _localize_link(link: Link, view: Snapshot) -> Link:
    """Name an answer in the language spoken, if it is translated."""
    title = view.composer.title_of(link.address, current_language().name)
    return Link(link.address, title or link.title)


def _find_doubts(
    links: Iterable[Link], view: Snapshot, day: date
) -> Mapping[Caveat, tuple[Link, ...]]:
    """Map what is due or has ended to the answers of links that it is about."""
    result: dict[Caveat, tuple[Link, ...]] = {}
    for link in links:
        answer = view.composer.compose(link.address, day)
        for caveat in answer.caveats if answer else ():
            if caveat.kind in {CaveatKind.HEADLESS, CaveatKind.DUE}:
                result[caveat] = (*result.get(caveat, ()), link)
    return result


def revision_of(path: GuidedPath) -> str:
    """Derive the revision of a path from its text."""
    return hashlib.sha256(path.model_dump_json().encode()).hexdigest()[:REVISION_LENGTH]


def _most_questions(path: GuidedPath, trail: str) -> int:
    """Count the questions so far, and all that may still come: it never grows on the way."""
    deepest = _deepest(path, trail)
    return len(trail) + deepest if deepest else 0


def _deepest(path: GuidedPath, trail: str) -> int:
    """Count the questions of the longest way from here."""
    here = path.follow(trail)
    if not isinstance(here, Question):
        return 0
    if here is path.last:
        return 1
    names = {choice.to for choice in here.choices}
    depth: dict[str, int] = {}

    def depth_below(name: str) -> int:
        question = path.questions.get(name)
        if question is None:
            return int(path.last is not None and name not in path.last.skip)
        if name not in depth:
            depth[name] = 1 + max(depth_below(choice.to) for choice in question.choices)
        return depth[name]

    return 1 + max(map(depth_below, names))


def _chosen_labels(path: GuidedPath, trail: str) -> list[tuple[str, str]]:
    labels = []
    for number, digit in enumerate(trail):
        question = path.follow(trail[:number])
        assert isinstance(question, Question), "only questions have choices"
        labels.append((question.ask, question.choices[int(digit)].label))
    return labels
