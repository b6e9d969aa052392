"""How the time of every regular expression grows with its text: `python -m tests.bench.patterns`.

Each compiled pattern of `bot` is pumped with pieces of itself and of what people type, repeated to
2,000 and 4,000 characters, with and without an end that spoils a match. A growth of 2 is linear, of
4 quadratic, of 8 cubic; only texts that take longer than a millisecond are told.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import bot

LENGTH = 4000
"""Characters of the longest text that any part of a form or an entry takes."""

_COMMON = (
    "a",
    "1",
    " ",
    "\n",
    "1,",
    "1.",
    ". ",
    "a ",
    "a.",
    "a-",
    "-",
    "[",
    "](",
    "[a](",
    "(",
    "<@1",
)
_ENDS = ("", "!", "\x00", "a", "1")
_NOTEWORTHY = 0.001


def patterns() -> dict[str, re.Pattern[str]]:
    """Find every pattern that a module of `bot` keeps, by its name; also those within tuples.

    One that several modules import is listed once.
    """
    found: dict[re.Pattern[str], str] = {}
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if module.name.rpartition(".")[2] == "__main__" or ".migrations." in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, one in enumerate(_within(value)):
                found.setdefault(one, f"{module.name}.{name}[{number}]")
    return {name: pattern for pattern, name in found.items()}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _within(one)


def texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield texts that begin matches again and again, and never end them."""
    literal = "".join(re.findall(r"[a-z0-9 @/:.,<\[(-]{2,}", pattern.pattern)[:1])
    for piece in dict.fromkeys((*_COMMON, *filter(None, (literal, f"{literal} ")))):
        for end in _ENDS:
            yield (piece * length)[:length] + end


def longest(pattern: re.Pattern[str], length: int) -> tuple[float, str]:
    """Find the text that takes longest to be searched through, in seconds."""
    return max((_timed(pattern, text), text) for text in texts(pattern, length))


def _timed(pattern: re.Pattern[str], text: str) -> float:
    start = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.perf_counter() - start


def main() -> None:
    """Print the growth of each pattern that takes noteworthy time."""
    found = patterns()
    for name, pattern in found.items():
        seconds, text = longest(pattern, LENGTH)
        if seconds > _NOTEWORTHY:
            half = min(_timed(pattern, text[: LENGTH // 2] + text[LENGTH:]) for _ in range(3))
            whole = min(_timed(pattern, text) for _ in range(3))
            print(f"{name:<50} {whole * 1000:7.2f} ms, growth {whole / half:4.1f}  {text[:20]!r}")
    print(f"{len(found)} patterns")


if __name__ == "__main__":
    main()
