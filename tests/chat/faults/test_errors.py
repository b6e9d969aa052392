"""Whatever fails, a person gets one sentence with a code, and the operator the same code."""

import pytest
import structlog

from bot.services.answering.answers import Answers
from tests.chat.conftest import World
from tests.support.cards import custom_id

pytestmark = pytest.mark.simcord(check_errors=False)


class FaultError(Exception):
    """Something nobody foresaw."""


@pytest.fixture
def failing(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> Answers:
    def fail(*_: object, **__: object) -> None:
        raise FaultError("case EAC2190000000 is in here")

    for name in ("ask", "show", "complete"):
        monkeypatch.setattr(answers, name, fail)
    return answers


@pytest.mark.usefixtures("failing")
async def test_a_failing_command_says_so_with_the_code_of_the_log(world: World) -> None:
    with structlog.testing.capture_logs() as log:
        result = await world.ana.slash(world.channel, "ask", question="my case EAC2190000000")
    assert result.ephemeral
    assert result.response is not None
    (line,) = [line for line in log if line["event"] == "failed"]
    assert line["code"] in result.response.content
    assert "try again" in result.response.content
    assert isinstance(line["exc_info"], FaultError)
    assert "EAC2190000000" not in {key: value for key, value in line.items() if key != "exc_info"}


async def test_a_failing_control_says_so(
    world: World, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    assert first.response is not None
    monkeypatch.setattr(answers, "show", lambda address: 1 / 0)
    identifier = custom_id(first.response.components, "1|links|on")
    pressed = await world.ana.select(first.response, ["visa:h-1b/cost"], custom_id=identifier)
    assert pressed.acknowledged
    assert pressed.response is not None
    assert "That did not work" in pressed.response.content


@pytest.mark.usefixtures("failing")
async def test_failing_suggestions_keep_the_typed_text(world: World) -> None:
    choices = await world.ana.autocomplete(world.channel, "ask", "question", "h1b dur")
    assert len(choices) == 1
    assert "No suggestions right now" in choices[0]["name"]
    assert choices[0]["value"] == "h1b dur"


@pytest.mark.usefixtures("failing")
async def test_a_failing_direct_message_is_told(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("how long does h1b last")
    assert "That did not work" in user.dm_channel.history()[-1].content


async def test_an_answer_that_comes_too_late_is_only_logged(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    with structlog.testing.capture_logs() as log:
        await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    assert [line["event"] for line in log] == ["reply.too_late"]
