"""The command `almanac`, or `python -m bot`."""

import sys

from bot.stopping import leave_at_once, let_signals_in


def main() -> None:
    """Run the command line; a bot can be stopped before the rest is so much as imported."""
    if sys.argv[1:2] == ["run"]:
        leave_at_once()
    else:
        let_signals_in()
    from bot import cli

    cli.main()


if __name__ == "__main__":
    main()
