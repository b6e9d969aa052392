"""What Alembic runs for every command: it migrates the connection that `migrating.py` hands it."""

from alembic import context

from bot.storage.schema.tables import metadata


def migrate() -> None:
    """Run the scripts in the transaction of whoever asked."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata)
    context.run_migrations()


migrate()
