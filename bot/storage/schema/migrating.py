"""Bring the tables of a database to the version that this code needs."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0012"
"""The version of the tables that this code needs: the newest script in `migrations/versions`."""


def version(connection: Connection) -> str | None:
    """Return the version of the tables, or None if there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    result: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return result


def known() -> frozenset[str]:
    """List the versions that this code knows how to come from."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(scripts())
    return frozenset(one.revision for one in script.walk_revisions())


def upgrade(connection: Connection) -> None:
    """Run what is missing, in the transaction of the connection."""
    # Alembic takes a tenth of a second to import, and most starts have nothing to run.
    from alembic import command

    config = scripts()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def scripts() -> "Config":
    """Return Alembic's configuration; its scripts are in the package, so a wheel holds them."""
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).parents[1] / "migrations"
    # The parser of this option takes a percent sign as its own.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
