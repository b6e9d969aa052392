"""The container's health check: ask `/readyz`, and say what is wrong.

It is a process of its own, every 30 seconds, so it imports next to nothing.
"""

import http.client
import os
import sys

from bot.ops.address import DEFAULT, read_address

PATIENCE = 4.0
"""Seconds to wait for the reply: a loop that is stuck gives none."""


def probe(setting: str) -> tuple[bool, str]:
    """Ask the process that serves health at the address of the setting `ALMANAC_HTTP`."""
    try:
        address = read_address(setting or DEFAULT)
    except ValueError as error:
        return False, f"ALMANAC_HTTP cannot be used: {error}."
    if address is None:
        return False, "ALMANAC_HTTP is off, so nobody can tell whether it is ready."
    connection = http.client.HTTPConnection(*address.nearby, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz")
        reply = connection.getresponse()
        return reply.status == http.client.OK, reply.read().decode("utf-8", "replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return False, f"{address} does not reply ({type(error).__name__}: {error})."
    finally:
        connection.close()


def main() -> int:
    """Return 0 for ready and 1 for not, and print why."""
    ready, text = probe(os.environ.get("ALMANAC_HTTP", ""))
    sys.stdout.write(f"{text}\n")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
