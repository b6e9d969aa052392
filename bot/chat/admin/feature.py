"""Set the bot up in a server, and note which servers have it."""

from bot.chat.admin.membership import Membership
from bot.chat.admin.setup import SetupCog
from bot.chat.ui.feature import Feature
from bot.services.content.reloading import BaseStatus
from bot.services.servers.memberships import Memberships
from bot.services.servers.settings import Servers


def admin_feature(*, servers: Servers, memberships: Memberships, base: BaseStatus) -> Feature:
    """Make the room of admins."""
    setting_up = SetupCog(servers, base)
    return Feature(
        cogs=(setting_up, Membership(memberships)),
        forms=(setting_up,),
        actions=setting_up.actions,
    )
