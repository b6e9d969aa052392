"""Drafts, reports and watches in memory."""

import collections
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.kb.model.keys import Address, Key
from bot.services.ports.records import (
    MOST_DRAFTS_KEPT,
    MOST_NOTES,
    SECRET_BYTES,
    Complaint,
    Draft,
    Reason,
    Report,
    Watch,
    hashed,
)


class MemoryDrafts:
    """Drafts by server, author and form."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[int, int, str], Draft] = {}

    async def keep(self, draft: Draft) -> None:
        """Store a draft."""
        self._drafts[draft.guild, draft.author, draft.about] = draft
        theirs = [(place, one) for place, one in self._drafts.items() if place[:2] == _of(draft)]
        newest = sorted(theirs, key=lambda one: one[1].at, reverse=True)
        for place, _old in newest[MOST_DRAFTS_KEPT:]:
            del self._drafts[place]

    async def find(self, guild: int, author: int, about: str) -> Draft | None:
        """Find a draft."""
        return self._drafts.get((guild, author, about))

    async def drop(self, guild: int, author: int, about: str) -> None:
        """Delete a draft."""
        self._drafts.pop((guild, author, about), None)

    def of_user(self, user: int) -> tuple[Draft, ...]:
        """List somebody's drafts."""
        return tuple(draft for draft in self._drafts.values() if draft.author == user)

    def expire(self, before: datetime) -> None:
        """Delete old drafts."""
        self._drafts = {place: draft for place, draft in self._drafts.items() if draft.at >= before}

    def forget_user(self, user: int) -> None:
        """Delete somebody's drafts."""
        self._drafts = {place: draft for place, draft in self._drafts.items() if place[1] != user}

    def forget_guild(self, guild: int) -> None:
        """Delete the drafts of a server."""
        self._drafts = {place: draft for place, draft in self._drafts.items() if place[0] != guild}


def _of(draft: Draft) -> tuple[int, int]:
    return draft.guild, draft.author


@dataclass(slots=True)
class _Row:
    report: Report
    key: bytes | None = field(default_factory=lambda: secrets.token_bytes(SECRET_BYTES))
    hashes: set[bytes] = field(default_factory=set)
    notes: list[tuple[bytes | None, str]] = field(default_factory=list)
    """What people wrote, and by which hash they are known as long as they are."""

    def forget_people(self) -> None:
        self.key = None
        self.hashes.clear()
        self.notes = [(None, text) for _, text in self.notes]

    def note(self, person: int, text: str) -> None:
        known = hashed(self.key, person) if self.key is not None else None
        self.notes = [one for one in self.notes if known is None or one[0] != known]
        if text and len(self.notes) < MOST_NOTES:
            self.notes.append((known, text))

    def of(self, person: int) -> tuple[str, ...]:
        known = hashed(self.key, person) if self.key is not None else None
        return tuple(text for hash_, text in self.notes if known is not None and hash_ == known)


class MemoryReports:
    """Reports by server and answer."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, Address], _Row] = {}
        self._last = 0

    async def add(self, complaint: Complaint) -> Report:
        """Count a complaint, once for each person."""
        row = self._row(complaint)
        report = replace(row.report, moderator=row.report.moderator or complaint.moderator)
        result = hashed(row.key, complaint.person) if row.key is not None else None
        if result is not None and result not in row.hashes:
            reasons = collections.Counter(report.reasons) + collections.Counter([complaint.reason])
            report = replace(report, reasons=dict(reasons), people=report.people + 1)
            row.hashes.add(result)
        if complaint.note:
            row.note(complaint.person, complaint.note)
        row.report = replace(report, notes=tuple(text for _, text in row.notes))
        if report.disputed:
            row.forget_people()
        return row.report

    async def open(self, guild: int | None = None) -> tuple[Report, ...]:
        """List what is not settled."""
        reports = (row.report for row in self._rows.values())
        return tuple(report for report in reports if guild in (None, report.guild))

    async def show(self, guild: int, address: Address) -> None:
        """Note that moderators saw it."""
        if row := self._rows.get((guild, address)):
            row.forget_people()

    async def settle(self, guild: int, address: Address) -> bool:
        """Delete a report."""
        return self._rows.pop((guild, address), None) is not None

    def expire(self, before: datetime) -> None:
        """Delete old reports that one person alone made."""
        self._rows = {
            place: row
            for place, row in self._rows.items()
            if row.report.first >= before or row.report.disputed
        }

    def hashes(self, user: int) -> int:
        """Count the reports that know somebody by a hash."""
        return sum(
            row.key is not None and hashed(row.key, user) in row.hashes
            for row in self._rows.values()
        )

    def notes(self, user: int) -> tuple[str, ...]:
        """List what somebody wrote, as far as that is known."""
        return tuple(text for row in self._rows.values() for text in row.of(user))

    def forget_user(self, user: int) -> None:
        """Delete somebody's hashes, and what they wrote as far as that is known."""
        for row in self._rows.values():
            if row.key is not None:
                row.note(user, "")
                row.hashes.discard(hashed(row.key, user))
                row.report = replace(row.report, notes=tuple(text for _, text in row.notes))

    def forget_guild(self, guild: int) -> None:
        """Delete the reports of a server."""
        self._rows = {place: row for place, row in self._rows.items() if place[0] != guild}

    def _row(self, complaint: Complaint) -> _Row:
        place = (complaint.guild, complaint.address)
        known = self._rows.get(place)
        if known is None or (known.key is None and not known.report.disputed):
            self._last += 1
            none: dict[Reason, int] = {}
            report = Report(
                self._last, *place, complaint.revision, none, 0, False, first=complaint.at
            )
            self._rows[place] = _Row(report)
        return self._rows[place]


class MemoryPreferences:
    """Who wants plain text."""

    def __init__(self) -> None:
        self._plain: set[int] = set()

    async def list_plain(self) -> tuple[int, ...]:
        """List everybody who wants plain text."""
        return tuple(self._plain)

    async def set_plain(self, user: int, wanted: bool) -> None:
        """Store whether somebody wants plain text."""
        (self._plain.add if wanted else self._plain.discard)(user)


class MemoryWatches:
    """Watches by person, server and answer."""

    def __init__(self) -> None:
        self._watches: dict[tuple[int, int, Address], Watch] = {}

    async def add(self, watch: Watch, *, most: int | None = None) -> bool:
        """Watch an answer, unless the person watches too many others."""
        mine = _place(watch)
        others = [place for place in self._watches if place[0] == watch.user and place != mine]
        if most is not None and len(others) >= most:
            return False
        self._watches[mine] = watch
        return True

    async def of_user(self, user: int) -> tuple[Watch, ...]:
        """List what somebody watches."""
        return tuple(watch for watch in self._watches.values() if watch.user == user)

    async def of_entry(self, guild: int, key: Key) -> tuple[Watch, ...]:
        """List who watches an entry."""
        result = self._watches.values()
        return tuple(watch for watch in result if (watch.guild, watch.address.key) == (guild, key))

    async def list_watched(self) -> tuple[tuple[int, Address, str], ...]:
        """List each watched answer once."""
        open_ = (watch for watch in self._watches.values() if not watch.closed)
        return tuple(dict.fromkeys((watch.guild, watch.address, watch.revision) for watch in open_))

    async def begin(self, watch: Watch, due: datetime) -> bool:
        """Note that a change is about to be told."""
        known = self._watches.get(_place(watch))
        if known is None or (known.tries, known.revision) != (watch.tries, watch.revision):
            return False
        self._watches[_place(watch)] = replace(known, tries=known.tries + 1, due=due)
        return True

    async def mark_told(self, watch: Watch) -> None:
        """Watch on from what was told."""
        if known := self._watches.get(_place(watch)):
            text = replace(known, revision=watch.revision, text=watch.text)
            self._watches[_place(watch)] = replace(text, tries=0, due=None)

    async def drop(self, user: int, guild: int, address: Address) -> None:
        """Stop watching."""
        self._watches.pop((user, guild, address), None)

    async def drop_all(self, user: int) -> int:
        """Stop everything that somebody watches."""
        before = len(self._watches)
        self.forget_user(user)
        return before - len(self._watches)

    async def close(self, user: int) -> None:
        """Note that somebody takes no direct messages."""
        for place, watch in self._watches.items():
            if watch.user == user:
                self._watches[place] = replace(watch, closed=True)

    def forget_user(self, user: int) -> None:
        """Delete what somebody watches."""
        self._watches = {place: watch for place, watch in self._watches.items() if place[0] != user}

    def forget_guild(self, guild: int) -> None:
        """Delete the watches in a server."""
        self._watches = {place: one for place, one in self._watches.items() if place[1] != guild}


def _place(watch: Watch) -> tuple[int, int, Address]:
    return watch.user, watch.guild, watch.address
