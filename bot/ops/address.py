"""Where health and metrics are served; read by the settings and by the health check alike."""

import re
from typing import NamedTuple

DEFAULT = "127.0.0.1:8080"
"""Loopback: whoever wants them from elsewhere says so."""

OFF = "off"

_ADDRESS = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9.-]+)):(?P<port>\d{1,5})")

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read here, not bound
"""Addresses that mean every interface, and where one reaches them from the same machine."""


class Address(NamedTuple):
    """A host and a port."""

    host: str
    port: int
    """0 picks a free one."""

    def __str__(self) -> str:
        """Write it as it is set."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def nearby(self) -> "Address":
        """The address by which the same machine reaches it."""
        return self._replace(host=_EVERYWHERE.get(self.host, self.host))


def read_address(text: str) -> Address | None:
    """Read `HOST:PORT`, or `off` as None; raise `ValueError` for anything else."""
    if text.strip().casefold() == OFF:
        return None
    result = _ADDRESS.fullmatch(text.strip())
    if result is None or int(result["port"]) > 65535:
        raise ValueError(f"must be a host and a port, such as {DEFAULT}, or {OFF}")
    return Address(result["six"] or result["host"], int(result["port"]))
