"""What is remembered for a time holds no more than was put in that time, the newest last."""

from datetime import timedelta

from bot.services.conversation.ttl_cache import TTLCache
from tests.chat.conftest import NOON

WITHIN = timedelta(minutes=5)


def values(cache: TTLCache[int, str]) -> dict[int, str]:
    return {key: found.value for key in cache if (found := cache.find(key))}


def test_of_more_than_there_is_room_for_those_put_longest_ago_are_dropped() -> None:
    cache = TTLCache[int, str](3, WITHIN, lambda: NOON)
    for number in range(3):
        cache.put(number, "first")
    cache.put(0, "again")
    cache.put(3, "first")
    assert values(cache) == {2: "first", 0: "again", 3: "first"}


def test_what_is_over_is_found_no_more_and_takes_no_room() -> None:
    now = NOON
    cache = TTLCache[int, str](9, WITHIN, lambda: now)
    cache.put(1, "early")
    now += WITHIN
    cache.put(2, "late")
    assert values(cache) == {1: "early", 2: "late"}
    now += timedelta(seconds=1)
    assert values(cache) == {2: "late"}
    assert cache.pop(1) is None
    cache.put(3, "now")
    assert list(cache) == [2, 3]


def test_what_is_taken_is_forgotten() -> None:
    cache = TTLCache[int, str](9, WITHIN, lambda: NOON)
    cache.put(1, "once")
    assert cache.pop(1) == "once"
    assert cache.pop(1) is None
    assert not values(cache)
