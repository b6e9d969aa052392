"""Read fields by the names that they had before.

What a server wrote is kept as it was written, and an export may be older than the bot that takes
it: neither may be lost because we found a better name.
"""

from bot.kb.files.frontmatter import FrontMatter

FORMER_NAMES = {"twins": "lookalikes", "dependants": "dependents"}
"""Present names by former ones. A row stays for as long as a database or an export may hold it."""


def use_present_names(front: FrontMatter) -> FrontMatter:
    """Rename the fields at the top; one that stands there by both names is left, and refused."""
    renamed = {
        former: present
        for former, present in FORMER_NAMES.items()
        if former in front.values and present not in front.values
    }
    if not renamed:
        return front
    values = {renamed.get(name, name): value for name, value in front.values.items()}
    lines = {
        (renamed.get(str(path[0]), path[0]), *path[1:]): line for path, line in front.lines.items()
    }
    return FrontMatter(values, lines)
