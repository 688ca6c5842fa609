"""The first tables, and the triggers that keep evidence as it is.

`INSERT OR REPLACE` deletes without asking delete triggers, so an insert is refused too where it is not the next entry
or where the id or the bytes are there already.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_TRIGGERS = (
    """CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry
       BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END""",
    """CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END""",
    """CREATE TRIGGER entry_is_only_appended BEFORE INSERT ON entry
       WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
         OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END""",
    """CREATE TRIGGER content_is_never_updated BEFORE UPDATE ON content
       BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END""",
    """CREATE TRIGGER content_is_never_deleted BEFORE DELETE ON content
       BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END""",
    """CREATE TRIGGER content_is_only_appended BEFORE INSERT ON content
       WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)
       BEGIN SELECT RAISE(ABORT, 'contents are append-only'); END""",
)


def upgrade() -> None:
    """Make the tables. There is no way back: restore a backup instead."""
    _make_evidence()
    _make_derived()
    for trigger in _TRIGGERS:
        op.execute(trigger)


def _make_evidence() -> None:
    op.create_table(
        "entry",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("chain", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("entry_by_kind", "entry", ["kind", "seq"])
    op.create_index("entry_by_about", "entry", ["about", "kind", "seq"])
    op.create_table(
        "content",
        sa.Column("sha256", sa.Text, primary_key=True, nullable=False),
        sa.Column("size_bytes", _NUMBER, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "head",
        sa.Column(
            "one",
            sa.Integer,
            sa.CheckConstraint("one = 1", name="head_is_one_row"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("seq", _NUMBER, nullable=False),
        sa.Column("chain", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.execute(sa.text("INSERT INTO head VALUES (1, 0, :start)").bindparams(start=bytes(32)))


def _make_derived() -> None:
    op.create_table(
        "derived",
        sa.Column("kind", sa.Text, primary_key=True, nullable=False),
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("position", _NUMBER, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("derived_by_position", "derived", ["kind", "position"])
    op.create_table(
        "derived_state",
        sa.Column("key", sa.Text, primary_key=True, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_strict=True,
    )
