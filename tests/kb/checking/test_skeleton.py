"""A new entry passes the check as it is written, so that the first problem is a real one."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.skeleton import skeleton
from bot.kb.model.keys import Key, Kind
from bot.kb.reading.library import read_folder
from bot.kb.reading.markdown import parse_entry, print_entry
from tests.support.knowledge.base import write_page

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_skeleton_is_an_entry_in_its_printed_form(tmp_path: Path, kind: Kind) -> None:
    key = Key(kind, "new-thing")
    text = skeleton(key, TODAY)
    assert print_entry(parse_entry(text, key)) == text
    write_page(tmp_path, str(key), text)
    assert read_folder(tmp_path).problems == []


def test_it_is_reviewed_today_and_says_that_nothing_was_verified() -> None:
    entry = parse_entry(skeleton(Key.parse("faq:ml-pay-us"), TODAY), Key.parse("faq:ml-pay-us"))
    assert (entry.title, entry.reviewed) == ("ML pay US", TODAY)
    assert not any(source.trust.is_verified for source in entry.sources)
