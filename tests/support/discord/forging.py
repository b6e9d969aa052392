"""Send what no client offers: presses and forms that were never shown to who sends them."""

from typing import Any

import simcord
from simcord.actors import _dispatch_actor_interaction
from simcord.enums import InteractionType

BUTTON, STRING_SELECT, TEXT_INPUT, LABEL = 2, 3, 4, 18


async def press(
    actor: Any, channel: simcord.ChannelHandle, custom_id: str, values: list[str] | None = None
) -> simcord.InteractionResult:
    """Press a control with any `custom_id`, under a message that does not show it."""
    kind = STRING_SELECT if values else BUTTON
    data = {"custom_id": custom_id, "component_type": kind}
    message = {"id": "1", "channel_id": str(channel.id), "content": "", "flags": 64}
    message |= {"author": {"id": "2", "username": "x", "discriminator": "0", "avatar": None}}
    message |= {"timestamp": "2026-11-24T12:00:00+00:00", "edited_timestamp": None, "type": 0}
    message |= {"attachments": [], "embeds": [], "mentions": [], "mention_roles": []}
    shown = {"type": kind, "custom_id": custom_id, "label": "x", "style": 2}
    if values:
        shown |= {"options": [{"label": value, "value": value} for value in values]}
        data |= {"values": values}
    message |= {"components": [{"type": 1, "components": [shown]}], "pinned": False}
    message |= {"mention_everyone": False, "tts": False}
    return await _dispatch_actor_interaction(
        actor, InteractionType.MESSAGE_COMPONENT, channel, data, extra={"message": message}
    )


async def submit(
    actor: Any, channel: simcord.ChannelHandle, custom_id: str, values: dict[str, str]
) -> simcord.InteractionResult:
    """Submit a form with any `custom_id`, although none was opened."""
    inputs = [{"type": TEXT_INPUT, "custom_id": name, "value": values[name]} for name in values]
    fields = [{"type": LABEL, "id": at, "component": one} for at, one in enumerate(inputs, 1)]
    data = {"custom_id": custom_id, "components": fields}
    return await _dispatch_actor_interaction(actor, InteractionType.MODAL_SUBMIT, channel, data)
