"""Check the whole base as CI does: its text first, then its questions against the engine."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from bot.kb.checking.check import concerns
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address
from bot.kb.model.problems import Check, Problem, Severity
from bot.kb.model.text import fold
from bot.kb.reading.library import Library, Reading, read_folder
from bot.kb.reading.links import Loc
from bot.kb.reading.markdown import Page
from bot.kb.reading.phrasing_files import MARK, PhrasingFile
from bot.search.index import Decision, Ranking
from bot.search.text.common import COMMON
from bot.search.text.likeness import NEAR, likeness, subject_terms
from bot.services.content.changes import ServerEntries
from bot.services.content.snapshot import Snapshot

MOST_AMBER = 0.15
"""The share of answers that may be under a warning before people learn to ignore it."""

_TELLING_ALONE = frozenset({"about"})
"""Common words that people type alone when they mean an entry."""

_SHORTEST = 2
"""Letters and digits of an alias: `cv`, or two Chinese signs."""

_TELLING_DIGITS = 5
"""Digits from which a number names one thing, such as `103265`; 2027 does not."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found in a folder."""

    problems: tuple[Problem, ...]
    """Errors and warnings, in the order of files and lines."""
    entries: int
    questions: int
    """Phrasings and refusals that were asked of the engine; none if the base cannot load."""
    answers: int = 0
    """Entries and sections, each of which answers by itself; none if the base cannot load."""
    amber: int = 0
    """Answers that are shown under a warning on this day."""

    def count(self, severity: Severity, check: Check | None = None) -> int:
        """Count the problems of a severity, of one check or of all."""
        return sum(
            problem.severity is severity and check in (None, problem.check)
            for problem in self.problems
        )


@dataclass(frozen=True, slots=True)
class _AskedPhrasing:
    """A phrasing that an entry claims, where it stands, and what the engine makes of it."""

    path: str
    line: int
    field: str
    address: Address
    text: str
    ranking: Ranking
    addresses: tuple[Address, ...]
    """What the engine offers for it."""
    is_beside: bool = False
    """Whether it stands in the file beside its entry."""

    def problem(self, check: Check, message: str, severity: Severity = Severity.ERROR) -> Problem:
        text = f"'{self.text}' {message}"
        return Problem(self.path, self.line, self.field, text, severity, check)


def check_base(
    folder: Path, today: date, over: Library | None = None, *, every: int = 1
) -> CheckResult:
    """Check a base, or what lies over one.

    If it cannot be loaded, its questions are left for the next time. Of the phrasings beside
    entries, which are most of the questions, only each one in `every` may be asked.
    """
    reading = read_folder(folder, over)
    problems = (*reading.problems, *concerns(reading, today), *_phrasings(reading.pages.values()))
    result = CheckResult(problems, len(reading.pages), questions=0)
    if not reading.problems:
        result = _check_questions(result, folder, reading, today, every)
        if over:
            # A server's moderators saw what its phrasings take, and chose: nothing fails for it.
            result = replace(result, problems=tuple(map(_soften, result.problems)))
    return replace(result, problems=tuple(sorted(result.problems)))


def _check_questions(
    result: CheckResult, folder: Path, reading: Reading, today: date, every: int
) -> CheckResult:
    """Ask the engine what the entries claim and refuse, and count the answers under a warning."""
    snapshot, pages = _snapshot(reading), reading.pages.values()
    asked = (*_ask_aliases(pages, snapshot), *_ask_phrasings(reading.phrasings, snapshot, every))
    refused = tuple(_ask_refusals(pages, snapshot))
    shared = tuple(_shared_problems(asked))
    # What two claim cannot be found by both: the one thing to fix is said once.
    clear = {problem.message for problem in shared if problem.severity is Severity.ERROR}
    golden = (one for one in _golden_problems(asked, refused) if one.message not in clear)
    answers, amber = _count_warnings(snapshot, today)
    more = (*_too_amber(folder, answers, amber), *shared, *_repeated_problems(asked), *golden)
    return replace(
        result,
        problems=(*result.problems, *more),
        questions=len(asked) + len(refused),
        answers=answers,
        amber=amber,
    )


def _count_warnings(snapshot: Snapshot, today: date) -> tuple[int, int]:
    """Count the answers of a base, and those that are shown under a warning on a day."""
    addresses = (link.address for link in snapshot.links.values())
    composed = [snapshot.composer.compose(address, today) for address in addresses]
    return len(composed), sum(answer is not None and answer.amber for answer in composed)


def _too_amber(folder: Path, answers: int, amber: int) -> Iterator[Problem]:
    if answers and amber / answers > MOST_AMBER:
        message = (
            f"{amber} of {answers} answers are under a warning, and people stop to read one above "
            f"{MOST_AMBER:.0%}: 'almanac kb due' lists what to look at again"
        )
        yield Problem(str(folder), 1, "review", message, Severity.WARNING, check=Check.REVIEW)


def _phrasings(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield every alias and question that says nothing, or stands twice in its entry."""
    for page in pages:
        for loc, message in _phrasing_faults(page.entry):
            yield Problem(page.path, page.line(*loc), str(loc[-2]), message)


def _phrasing_faults(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Yield the place of each alias and question that says nothing, or stands there twice."""
    for number, alias in enumerate(entry.aliases):
        if message := _alias_fault(fold(alias).split()):
            yield ("aliases", number), f"'{alias}' {message}"
    for loc, phrases in _phrasing_lists(entry):
        seen: set[str] = set()
        for number, phrase in enumerate(phrases):
            same = " ".join(phrase.casefold().split())
            if not fold(phrase):
                yield (*loc, number), f"'{phrase}' has no word in it"
            elif same in seen:
                yield (*loc, number), f"'{phrase}' stands here twice"
            seen.add(same)


def _alias_fault(words: list[str]) -> str | None:
    text = "".join(words)
    if not text:
        return None  # said of every phrasing
    if len(text) < _SHORTEST:
        return "is too short to be a name: nearly any question holds it"
    if text.isdecimal() and len(text) < _TELLING_DIGITS:
        return "is only a number, which stands in questions about anything"
    if all(word in COMMON and word not in _TELLING_ALONE for word in words):
        return "is made of common words, which stand in questions about anything"
    return None


def _phrasing_lists(entry: Entry) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    yield ("aliases",), entry.aliases
    yield ("asks",), entry.asks
    yield ("not",), entry.refusals
    for at, section in enumerate(entry.sections):
        yield ("sections", at, "asks"), section.asks


def _snapshot(reading: Reading) -> Snapshot:
    if reading.over is None:
        return Snapshot.build(reading.library())
    own = {key: page.entry for key, page in reading.pages.items()}
    return Snapshot.build(reading.over).with_own_entries(
        ServerEntries(own, dict.fromkeys(own, ""), {}, frozenset())
    )


def _soften(problem: Problem) -> Problem:
    is_soft = problem.check in {Check.SHARED, Check.GOLDEN}
    return replace(problem, severity=Severity.WARNING) if is_soft else problem


def _ask_aliases(pages: Iterable[Page], snapshot: Snapshot) -> Iterator[_AskedPhrasing]:
    for page in pages:
        key = page.entry.key
        for number, text in enumerate(page.entry.aliases):
            yield _ask(page, ("aliases", number), Address(key), text, snapshot)
        for number, text in enumerate(page.entry.asks):
            yield _ask(page, ("asks", number), Address(key), text, snapshot)
        for at, section in enumerate(page.entry.sections):
            for number, text in enumerate(section.asks):
                place = ("sections", at, "asks", number)
                yield _ask(page, place, Address(key, section.name), text, snapshot)


def _ask_refusals(pages: Iterable[Page], snapshot: Snapshot) -> Iterator[_AskedPhrasing]:
    for page in pages:
        for number, text in enumerate(page.entry.refusals):
            yield _ask(page, ("not", number), Address(page.entry.key), text, snapshot)


def _ask_phrasings(
    files: Iterable[PhrasingFile], snapshot: Snapshot, every: int
) -> Iterator[_AskedPhrasing]:
    phrasings = ((file.path, one) for file in files for one in file.phrasings)
    for path, one in islice(phrasings, 0, None, every):
        ranking, result = _search(one.text, snapshot)
        yield _AskedPhrasing(
            path, one.line, MARK, one.address, one.text, ranking, result, is_beside=True
        )


def _ask(page: Page, loc: Loc, address: Address, text: str, snapshot: Snapshot) -> _AskedPhrasing:
    ranking, result = _search(text, snapshot)
    return _AskedPhrasing(page.path, page.line(*loc), str(loc[-2]), address, text, ranking, result)


def _search(text: str, snapshot: Snapshot) -> tuple[Ranking, tuple[Address, ...]]:
    """Ask the engine, by words alone; also give the places that it offers."""
    ranking = snapshot.index.search(text)
    addresses = (snapshot.links[hit.place].address for hit in ranking.offered)
    return ranking, tuple(addresses)


def _repeated_problems(phrasings: Iterable[_AskedPhrasing]) -> Iterator[Problem]:
    """Yield what stands in the file beside an entry though its place has it already."""
    first: dict[tuple[Address, str], _AskedPhrasing] = {}
    for phrasing in phrasings:
        before = first.setdefault((phrasing.address, fold(phrasing.text)), phrasing)
        if before is not phrasing and phrasing.is_beside:
            yield phrasing.problem(Check.SHARED, f"stands in {before.path}:{before.line} already")


def _shared_problems(phrasings: Iterable[_AskedPhrasing]) -> Iterator[Problem]:
    """Yield what several parts claim: the same words (an error), or nearly the same."""
    groups: defaultdict[frozenset[str], list[_AskedPhrasing]] = defaultdict(list)
    for phrasing in phrasings:
        groups[subject_terms(phrasing.ranking.terms)].append(phrasing)
    for group in groups.values():
        for at, phrasing in enumerate(group):
            for other in group[:at]:
                like = likeness(phrasing.ranking.terms, other.ranking.terms)
                if phrasing.address == other.address or like < NEAR:
                    continue
                same = phrasing.ranking.terms == other.ranking.terms
                kind = "is also" if same else f"is nearly '{other.text}'"
                message = f"{kind} asked of {other.address} ({other.path}:{other.line})"
                severity = Severity.ERROR if same else Severity.WARNING
                yield phrasing.problem(Check.SHARED, message, severity)


def _golden_problems(
    phrasings: Iterable[_AskedPhrasing], refused: Iterable[_AskedPhrasing]
) -> Iterator[Problem]:
    """Yield every phrasing that does not find its part, and every refusal that is taken."""
    for one in phrasings:
        if message := _explain_astray_phrasing(one) if one.is_beside else _explain_astray(one):
            yield one.problem(Check.GOLDEN, message)
    for one in refused:
        taken = one.ranking.decision is Decision.FOUND
        if taken and one.addresses[0].key == one.address.key:
            yield one.problem(Check.GOLDEN, "is answered by this entry")


def _explain_astray(one: _AskedPhrasing) -> str | None:
    """State where a phrasing of an entry goes; None if it finds its own part and nothing else."""
    if one.ranking.decision is Decision.FOUND and one.addresses == (one.address,):
        return None
    others = ", ".join(str(address) for address in one.addresses if address != one.address)
    return f"finds {others}" if others else "is not sure to find this"


def _explain_astray_phrasing(one: _AskedPhrasing) -> str | None:
    """Return which other entry answers a phrasing of the file beside; None if none does outright.

    A stranger's story names other things on its way and is found by its meaning: no more than that
    is asked of it here, where words alone answer.
    """
    other = one.ranking.decision is Decision.FOUND and one.addresses[0].key != one.address.key
    return f"finds {one.addresses[0]}" if other else None


def by_check(checked: CheckResult) -> Mapping[Check, tuple[int, int]]:
    """Count errors and warnings of each check, in the order in which they run."""
    return {
        check: (checked.count(Severity.ERROR, check), checked.count(Severity.WARNING, check))
        for check in Check
    }
