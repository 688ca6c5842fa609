"""The tables, as the newest revision of the migrations leaves them (a test compares the two).

Invariant: `entry` and `content` only ever grow; the database itself refuses everything else (the triggers stand in the
migration). `head` says where the log ends. `derived` and `derived_state` may be deleted at any time and made again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, Table, Text

_Number = BigInteger().with_variant(Integer(), "sqlite")  # SQLite's row number has to be called INTEGER

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Index("entry_by_kind", "kind", "seq"),
    Index("entry_by_about", "about", "kind", "seq"),
    sqlite_strict=True,
)

content = Table(
    "content",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("size_bytes", _Number, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)

head = Table(
    "head",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="head_is_one_row"), primary_key=True, autoincrement=False),
    Column("seq", _Number, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_strict=True,
)

derived = Table(
    "derived",
    metadata,
    Column("kind", Text, primary_key=True, nullable=False),
    Column("id", Text, primary_key=True, nullable=False),
    Column("position", _Number, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("derived_by_position", "kind", "position"),
    sqlite_strict=True,
)

derived_state = Table(
    "derived_state",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
