"""Fill in forms and read replies, as a person does."""

from typing import Any

import simcord
from simcord.results import ResponseMessage

from tests.support.cards import text_of, walk

PUBLISH = "1|publish|"
"""What the button below a preview carries, in whichever language it is named."""


def said(result: simcord.InteractionResult) -> str:
    """Read everything that came of an interaction."""
    assert result.acknowledged
    return "\n".join(f"{one.content}\n{text_of(one.components)}" for one in _messages(result))


def last(result: simcord.InteractionResult) -> ResponseMessage:
    """Find the newest message that came of an interaction."""
    return _messages(result)[-1]


def shown(result: simcord.InteractionResult) -> list[Any]:
    """List what came of an interaction, as components: its message or its form."""
    assert result.acknowledged
    if result.modal is not None:
        return [{"content": result.modal["title"]}, *result.modal["components"]]
    message = last(result)
    return [{"content": message.content}, *message.components]


def values(opened: simcord.InteractionResult) -> dict[str, str]:
    """Read what stands in a form that was opened."""
    assert opened.modal is not None, said(opened)
    components = opened.modal["components"]
    fields = [label["component"] for label in components if "component" in label]
    return {field["custom_id"]: field.get("value") or "" for field in fields}


async def fill(
    actor: simcord.MemberActor, opened: simcord.InteractionResult, **changes: str
) -> simcord.InteractionResult:
    """Submit a form with what stands in it, unless it is changed."""
    return await actor.submit_modal(opened, values(opened) | changes)


async def save(
    actor: simcord.MemberActor, opened: simcord.InteractionResult, **changes: str
) -> simcord.InteractionResult:
    """Submit a form and publish what its preview shows; what was refused is returned as it is."""
    return await publish(actor, await fill(actor, opened, **changes))


async def publish(
    actor: simcord.MemberActor, previewed: simcord.InteractionResult
) -> simcord.InteractionResult:
    """Publish a preview, if this is one."""
    components = last(previewed).components
    pressed = [one for one in walk(components) if one.get("custom_id", "").startswith(PUBLISH)]
    if not pressed:
        return previewed
    return await actor.click(last(previewed), custom_id=pressed[0]["custom_id"])


def file_of(result: simcord.InteractionResult) -> str:
    """Name the file that hands back what was typed."""
    (file,) = last(result).attachments
    return file.filename


def _messages(result: simcord.InteractionResult) -> list[ResponseMessage]:
    return [*([result.response] if result.response else []), *result.followups]
