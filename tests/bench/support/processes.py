"""A bot in a process of its own: what it is asked, and what it uses (Linux only)."""

from pathlib import Path

QUESTIONS = (
    "how long does h1b last",
    "can my spouse work on O-3",
    "h1b vs o1",
    "do i need a phd to become an ml engineer",
    "eb2 niw processing time",
    "what is the weather in paris",
)
"""Found, a look-alike, two at once, a FAQ, a section and a refusal."""

START_LIMIT = 60.0
"""Seconds to wait for the bot: past that it has ended, and says why on its own."""


def processor_time(pid: int) -> float:
    """Read the seconds that all threads of a process have used (Linux only)."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text("ascii").split()[0]) for one in threads) / 1e9


def resident_memory(pid: int) -> float:
    """Read the resident memory of a process, in MB (Linux only)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
