"""Bring the catalogs up to date: `python -m tests.locale [LOCALE …]`, or `make locale`.

Each gets the lines that the commands show and the code says, and loses all others; a locale that
is named and has no catalog gets one. What is still to be translated is printed.
"""

import asyncio
import sys

from bot.app import describe_commands
from bot.locale.catalogs import SUFFIX
from bot.settings import Settings
from tests.locale.catalogs import FOLDER, missing, template, updated


def main(named: list[str]) -> None:
    """Write the catalogs, and print what they lack."""
    wanted = template(asyncio.run(describe_commands(Settings())))
    for file in sorted({*FOLDER.glob(f"*{SUFFIX}"), *(FOLDER / f"{one}{SUFFIX}" for one in named)}):
        file.write_bytes(updated(file, wanted))
        for text in missing(file, wanted):
            print(f"{file.name}: not translated: {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
