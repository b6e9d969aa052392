"""Set the bot up in a server, and note which servers have it."""

from bot.chat.admin.membership import Membership
from bot.chat.admin.setup import SetupCog
from bot.chat.ui.feature import Feature
from bot.services.content.reloading import BaseStatus
from bot.services.servers.wiring import ServerServices


def admin_feature(servers: ServerServices, base: BaseStatus) -> Feature:
    """Build the room of admins."""
    setting_up = SetupCog(servers.settings, base)
    return Feature(
        cogs=(setting_up, Membership(servers.memberships)),
        forms=(setting_up,),
        actions=setting_up.actions,
    )
