"""Run `python -m bot` like the command `almanac`."""

from bot.cli import main

if __name__ == "__main__":
    main()
