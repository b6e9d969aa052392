"""What asks nothing is told from a question by the whole message."""

import pytest

from bot.services.smalltalk import Smalltalk, smalltalk


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hi", Smalltalk.HELLO),
        ("hello almanac!", Smalltalk.HELLO),
        ("¡Hola!", Smalltalk.HELLO),
        ("Thanks a lot.", Smalltalk.THANKS),
        ("HELP", Smalltalk.HELP),
        ("what can you do?", Smalltalk.HELP),
        ("stop", Smalltalk.STOP),
        ("Forget me.", Smalltalk.FORGET),
    ],
)
def test_a_whole_message_is_recognised(said: str, kind: Smalltalk) -> None:
    assert smalltalk(said) is kind


@pytest.mark.parametrize(
    "asked",
    [
        "help me with h1b",
        "hi, how long does h1b last",
        "stop opt",
        "thanks, and the cost?",
        "can i stop working",
        "",
        "🙂",
    ],
)
def test_a_question_is_left_to_the_engine(asked: str) -> None:
    assert smalltalk(asked) is None
