"""What is remembered never grows beyond its bound, and the newest is always there."""

from bot.search.text.bounded import BoundedDict


def test_what_is_full_starts_anew() -> None:
    remembered = BoundedDict[int, str](3)
    for number in range(3):
        remembered[number] = str(number)
    assert remembered == {0: "0", 1: "1", 2: "2"}
    remembered[3] = "3"
    assert remembered == {3: "3"}
