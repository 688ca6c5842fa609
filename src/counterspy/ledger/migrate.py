"""Brings a ledger's tables to the newest revision. Alembic is loaded only when there is something to do."""

from __future__ import annotations

from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    """Run what is missing, inside the caller's transaction. Another process may have been quicker: then nothing runs.

    Args:
        connection: Holds the writer's lock.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "counterspy.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
