"""Stored text never pings, never disguises a link and never breaks a card."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.checking.check import concerns
from bot.kb.checking.safety import entry_faults, faults, tidy
from bot.kb.model.entries import Entry
from bot.kb.model.limits import PART_LIMIT
from bot.kb.model.problems import Check, Severity
from bot.kb.reading.library import read_folder
from tests.support.knowledge.base import FAQ_OWN, page, write_page
from tests.support.knowledge.entries import entries

UNSEEN = "\u200b\u200e\u202e\u2066\ufeff\u00ad\x00\U000e0041"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hi @everyone", "'@everyone' would mention"),
        ("@everyoneelse too", "'@everyone' would mention"),
        ("ask <@123456>", "'<@123456>' would mention"),
        ("come to discord.gg/abc", "invite to another server"),
        ("https://DISCORD.com/invite/abc", "invite to another server"),
        ("https://ｄｉｓｃｏｒｄ.gg/abc", "invite to another server"),
        ("[uscis.gov](https://evil.example)", "leads to https://evil.example"),
        ("[https://www.uscis.gov/h-1b](https://www.uscis.gov/o-1)", "let it say where it leads"),
        ("[see [uscis.gov]](https://evil.example 'title')", "leads to https://evil.example"),
        ("[uscis.gov](https://uscis.gov.evil.example/)", "let it say where it leads"),
        ("[page](javascript:run)", "starts with https://"),
        ("https://uscis.gov@evil.example/x", "hides where it leads"),
        ("https://xn--uscs-5qa.gov", "hides where it leads"),
        ("https://usсis.gov", "hides where it leads"),  # the third letter is Cyrillic
        ("``` code", "``` is not closed"),
        ("```\ncode", "``` is not closed"),
        ("run `make", "a ` is not closed"),
        ("`a\nb` c", "a ` is not closed"),
        ("```\n" + "x" * 1600 + "\n```", "a block of code has more than 1,500 characters"),
        # What only looks like code to us is a link to Discord.
        ("[a `b](https://ok.example) [uscis.gov](https://evil.example)`", "within each other"),
        (r"\`[uscis.gov](https://evil.example)`x`", "let it say where it leads"),
        ("[`uscis.gov](https://evil.example)`", "within each other"),
        *((f"a{letter}b", "characters that nobody sees") for letter in UNSEEN),
    ],
)
def test_what_may_not_be_stored_is_refused_with_what_to_change(text: str, said: str) -> None:
    assert said in "; ".join(faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ask a lawyer, e.g. at aila.org; write to visa@uni.example.",
        "[USCIS page](https://www.uscis.gov/h-1b)",
        "[uscis.gov](https://www.uscis.gov/h-1b)",
        "[www.uscis.gov/h-1b](https://uscis.gov/h-1b/)",
        "Use `--flag`, 5 < 6 and the #visas channel; it costs {{fact:premium-fee}}.",
        "Ask in <#123456>, or <@&123456>, who are not notified.",
        "Run `pip install x[y](z)` and `@everyone` is only code.",
        "So:\n\n```python\nhandlers[name](event)  # @here\n\n<@1>\n```",
        "[page](http://plain.example)",
        "Café, naïve, 北京 and Ελλάδα are fine.",
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert list(faults(text)) == []


@given(st.from_regex(r"[A-Za-z0-9 ,;?!'\"$%&+()-]*", fullmatch=True))
def test_letters_and_plain_signs_are_no_fault_however_a_text_is_looked_at(text: str) -> None:
    """Such a text is passed at once; with one more letter it is looked at in full."""
    assert list(faults(text)) == []
    assert list(faults(f"{text} é")) == []
    assert list(faults(f"{text} @here"))


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(UNSEEN))
def test_tidied_text_holds_nothing_unseen_and_stays_as_it_is(text: str, unseen: str) -> None:
    tidied = tidy(text + unseen)
    assert "characters that nobody sees" not in "; ".join(faults(tidied))
    assert tidy(tidied) == tidied


@given(entries(), st.sampled_from(["@here", "<@9>", "discord.gg/x"]))
def test_a_mention_or_invite_is_found_wherever_it_stands(entry: Entry, bad: str) -> None:
    for changed in (
        entry.model_copy(update={"title": f"The {bad}"}),
        entry.model_copy(update={"aliases": (f"the {bad}",)}),
        entry.model_copy(update={"points": ("One.", f"Ask {bad} there.")}),
        entry.model_copy(update={"more": f"Then\n\nask {bad}"}),
    ):
        assert any(bad in sentence for _, sentence in entry_faults(changed))


def test_the_check_of_a_base_names_unsafe_text_with_its_line(tmp_path: Path) -> None:
    own = FAQ_OWN.format(question="Where do we meet?")
    path = write_page(tmp_path, "faq:meet", page("Meet", own, "\n- At discord.gg/abc.\n"))
    (problem,) = (
        one
        for one in concerns(read_folder(tmp_path), date(2026, 11, 24))
        if "invite" in one.message
    )
    assert (problem.path, problem.severity, problem.check) == (
        str(path),
        Severity.ERROR,
        Check.SAFETY,
    )


@given(entries())
def test_a_part_longer_than_a_card_is_refused(entry: Entry) -> None:
    long = entry.model_copy(update={"more": "long " * (PART_LIMIT // 5) + "word"})
    assert any("make it shorter" in sentence for _, sentence in entry_faults(long))


@given(entries())
def test_a_channel_is_linked_in_an_answer_and_nowhere_else(entry: Entry) -> None:
    fine = entry.model_copy(update={"points": ("Ask in <#9>.",), "more": "Or in <@&9>."})
    assert not any("<#9>" in text or "<@&9>" in text for _, text in entry_faults(fine))
    titled = entry.model_copy(update={"title": "The <#9>"})
    assert any("'<#9>' is no link here" in text for _, text in entry_faults(titled))


def test_an_invite_is_no_fault_where_a_server_allows_it() -> None:
    text = "Come to discord.gg/tea and ask."
    assert len(list(faults(text))) == 1
    assert list(faults(text, invites=True)) == []
    assert len(list(faults("@everyone, come to discord.gg/tea.", invites=True))) == 1
