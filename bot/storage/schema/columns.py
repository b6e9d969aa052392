"""Columns in terms that SQLite and PostgreSQL share: their lengths, and what is read from them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, TypeDecorator

from bot.kb.model.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key

KEY_LENGTH = len("salary:") + SLUG_LIMIT
ADDRESS_LENGTH = KEY_LENGTH + len("/") + SECTION_LIMIT
NAME_LENGTH = 64
"""Names of requests, batches, time zones and the like."""
ABOUT_LENGTH = 128
"""A form, and the address that it is about."""
LOCALE_LENGTH = 16
"""Discord's longest locale has six characters ("Reference", "Locales")."""


Name = TypeVar("Name", Key, Address)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Write in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Read as UTC."""
        return value.replace(tzinfo=UTC) if value else None


class ParsedText(TypeDecorator[Name]):
    """A name that is written as text and parsed back: a key or an address."""

    impl = String
    cache_ok = True

    def __init__(self, parse: Callable[[str], Name], length: int) -> None:
        super().__init__(length)
        self.parse: Callable[[str], Name] = parse

    def process_bind_param(self, value: Name | None, _: Dialect) -> str | None:
        """Write it."""
        return str(value) if value else None

    def process_result_value(self, value: str | None, _: Dialect) -> Name | None:
        """Read it back."""
        return self.parse(value) if value else None


KeyText = ParsedText(Key.parse, KEY_LENGTH)
AddressText = ParsedText(Address.parse, ADDRESS_LENGTH)

Id = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives: only INTEGER counts up by itself in SQLite."""
