"""A dictionary of what was worked out lately, for what a process asks for again and again."""

from typing import TypeVar

Name = TypeVar("Name")
Value = TypeVar("Value")


class BoundedDict(dict[Name, Value]):
    """Holds at most so many values: what is full starts anew.

    Threads may use one at once, since a value may be gone at any moment: look it up with `get`. No
    `lru_cache`: around a method that makes a cycle, and what holds it would wait for the collector.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, name: Name, value: Value) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(name, value)
