"""Let the real process talk to a pretended Discord, from outside the product."""

import os
import sys
from pathlib import Path

_SITECUSTOMIZE = """\
import importlib.util, sys
BASE = "127.0.0.1:{port}"
class Redirect:
    # Once discord.py is imported, not before: the first moments of a process are tested too.
    def find_spec(self, name, path, target=None):
        if name not in ("discord.http", "discord.gateway"):
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            if name == "discord.http":
                module.Route.BASE = f"http://{{BASE}}/api/v10"
            else:
                gateway = module.yarl.URL(f"ws://{{BASE}}/gateway")
                module.DiscordWebSocket.DEFAULT_GATEWAY = gateway
        spec.loader.exec_module = exec_module
        return spec
sys.meta_path.insert(0, Redirect())
"""


def redirected(folder: Path, port: int, **environment: str) -> dict[str, str]:
    """Make the environment in which discord.py talks to loopback, from outside the product."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(_SITECUSTOMIZE.format(port=port), "utf-8")
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    return {
        **os.environ,
        "PYTHONPATH": path,
        "DISCORD_TOKEN": "loopback.test.token",
        "ALMANAC_HTTP": "off",
        **environment,
    }
