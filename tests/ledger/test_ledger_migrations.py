from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from counterspy.ledger.schema import REVISIONS, TRIGGERS, trigger_faults
from counterspy.ledger.tables import metadata


def test_the_tables_are_what_the_migrations_make(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_the_newest_revision_is_the_one_the_program_works_with() -> None:
    config = Config()
    config.set_main_option("script_location", "counterspy.ledger:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [REVISIONS[-1]]
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(REVISIONS))
    assert sorted(REVISIONS) == list(REVISIONS)


def test_the_migrations_make_every_trigger(path: Path) -> None:
    connection = sqlite3.connect(path)
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    connection.close()
    assert set(found) == set(TRIGGERS)
    assert trigger_faults(found) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = x'00' WHERE seq = 1",
        "UPDATE entry SET seq = 99 WHERE seq = 1",
        "UPDATE OR REPLACE entry SET id = 'x' WHERE seq = 1",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "INSERT OR REPLACE INTO entry SELECT max(seq) + 1, kind, min(id), about, body, chain FROM entry",
        "INSERT OR IGNORE INTO entry SELECT * FROM entry WHERE seq = 1",
        "REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        "INSERT INTO entry SELECT 1, kind, 'x', about, body, chain FROM entry WHERE seq = 1 "
        "ON CONFLICT(seq) DO UPDATE SET body = x'00'",
        "INSERT INTO entry SELECT 99, kind, 'x', about, body, chain FROM entry WHERE seq = 1",
        "UPDATE content SET data = x'00'",
        "DELETE FROM content",
        "INSERT OR REPLACE INTO content SELECT sha256, 1, x'00' FROM content LIMIT 1",
    ],
)
@pytest.mark.parametrize("are_triggers_recursive", [False, True])
def test_the_database_itself_refuses_to_change_evidence(
    filled: Path, statement: str, are_triggers_recursive: bool
) -> None:
    connection = sqlite3.connect(filled)
    connection.execute(f"PRAGMA recursive_triggers={are_triggers_recursive}")
    before = list(connection.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.commit()
    assert list(connection.iterdump()) == before
    connection.close()
