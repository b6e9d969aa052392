"""The command `almanac`, or `python -m bot`."""

import sys

from bot.stopping import exit_on_signals, unblock_signals


def main() -> None:
    """Run the command line; a bot can be stopped before the rest is so much as imported."""
    if sys.argv[1:2] == ["run"]:
        exit_on_signals()
    else:
        unblock_signals()
    from bot import cli

    cli.main()


if __name__ == "__main__":
    main()
