"""Name entries: a kind and a slug, written `visa:h-1b`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

SLUG_LIMIT = 48
"""Longest slug, in characters: with a section and a revision it fits a `custom_id` of 100."""

SECTION_LIMIT = 24
"""Longest section name, in characters, for the same reason."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Kind(StrEnum):
    """The four kinds of entry; the folder of a file decides its kind."""

    VISA = "visa"
    ROLE = "role"
    SALARY = "salary"
    FAQ = "faq"

    @property
    def folder(self) -> str:
        """Name the folder of the base that holds this kind."""
        return _FOLDERS[self]


_FOLDERS = {
    Kind.VISA: "visas",
    Kind.ROLE: "roles",
    Kind.SALARY: "salaries",
    Kind.FAQ: "faq",
}


_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """The name of an entry, unique in the base; raises `ValueError` if it is malformed."""

    kind: Kind
    slug: str

    def __post_init__(self) -> None:
        """Refuse a slug that a file name or a `custom_id` could not carry."""
        if len(self.slug) > SLUG_LIMIT:
            raise ValueError(f"the slug '{self.slug}' is longer than {SLUG_LIMIT} characters")
        if not _SLUG.fullmatch(self.slug):
            raise ValueError(
                f"the slug '{self.slug}' may hold small letters, digits and single hyphens only"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `visa:h-1b`; raise `ValueError` with what is wrong."""
        name, _, slug = text.partition(":")
        kind = _KINDS.get(name)
        if kind is None or name == text:
            kinds = ", ".join(f"'{kind}:…'" for kind in Kind)
            raise ValueError(f"'{text}' does not start with one of {kinds}")
        return cls(kind, slug)

    def __str__(self) -> str:
        """Write the key as it stands in front matter and in `custom_id`s."""
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where an answer stands: an entry, or one of its sections; written `visa:h-1b/duration`."""

    key: Key
    section: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; raise `ValueError` with what is wrong."""
        key, _, section = text.partition("/")
        return cls(Key.parse(key), section or None)

    def __str__(self) -> str:
        """Write the address as it stands in choices and `custom_id`s."""
        return f"{self.key}/{self.section}" if self.section else str(self.key)
