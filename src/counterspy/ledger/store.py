"""Rows in and out of the database. Knows tables and transactions; knows nothing of viewers and of what a body means.

Invariant: all SQL of the ledger is in this file and in `transaction`, in terms that every database understands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    LargeBinary,
    Select,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    union_all,
)

from counterspy.errors import LedgerDamaged, LedgerError
from counterspy.ledger.derived_digest import DerivedDigest
from counterspy.ledger.entry import START, Head, Row, head_of
from counterspy.ledger.faults import plain_faults
from counterspy.ledger.tables import content, derived, derived_state, entry, head
from counterspy.ledger.transaction import Transaction

_ROW = (entry.c.seq, entry.c.kind, entry.c.id, entry.c.about, entry.c.body, entry.c.chain)
_BY_ID = select(*_ROW).where(entry.c.id == bindparam("id"))
_BY_KIND = select(*_ROW).where(entry.c.kind == bindparam("kind")).order_by(entry.c.seq)
_BY_ABOUT = _BY_KIND.where(entry.c.about == bindparam("about"))
_later = entry.alias()
_LATEST = _BY_KIND.where(
    ~select(_later.c.seq)
    .where(_later.c.about == entry.c.about, _later.c.kind == entry.c.kind, _later.c.seq > entry.c.seq)
    .exists()
)
_ALL_RAW = select(
    entry.c.seq,
    cast(entry.c.kind, LargeBinary),  # a flipped bit may leave text that cannot be decoded
    cast(entry.c.id, LargeBinary),
    cast(entry.c.about, LargeBinary),
    entry.c.body,
    entry.c.chain,
).order_by(entry.c.seq)
_CONTENT = select(content.c.data).where(content.c.sha256 == bindparam("sha256"))
_ALL_CONTENT = select(cast(content.c.sha256, LargeBinary), content.c.size_bytes, content.c.data)
_WITHOUT_CONTENT = (
    select(entry.c.seq, cast(entry.c.id, LargeBinary))
    .outerjoin(content, content.c.sha256 == entry.c.about)
    .where(entry.c.kind == "document", content.c.sha256.is_(None))
    .order_by(entry.c.seq)
)
_WITHOUT_DOCUMENT = (
    select(cast(content.c.sha256, LargeBinary))
    .outerjoin(entry, and_(entry.c.about == content.c.sha256, entry.c.kind == "document"))
    .where(entry.c.seq.is_(None))
)
_TO_RESOLVE = ("document", "reading", "record")
_DERIVED = select(derived.c.id, derived.c.body).where(derived.c.kind == bindparam("kind")).order_by(derived.c.position)

RawRow = tuple[Any, ...]
"""A `Row` whose texts are not decoded; in a damaged file anything may stand anywhere."""


class Store:
    """One database. Not to be shared between threads.

    Args:
        shown: How to call the ledger in messages.
        reading: Engine whose statements stand alone and cannot write.
        writing: Engine whose transactions take the writer's lock.
    """

    def __init__(self, shown: str, reading: Engine, writing: Engine) -> None:
        self.shown = shown
        self._engine = reading
        self._writing = writing
        self._connection: Connection | None = None
        self._is_closed = False

    def connection(self) -> Connection:
        """Give the one connection that reads; opened when first needed.

        Raises:
            LedgerError: the ledger is closed.
        """
        if self._is_closed:
            raise LedgerError(self.shown, "this ledger is closed")
        if self._connection is None:
            with plain_faults(self.shown):
                self._connection = self._engine.connect()
        return self._connection

    def close(self) -> None:
        """Let the file go. Closing twice is no error."""
        self._is_closed = True
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See the ledger as it is now for as long as the block lasts, whatever others write."""
        with plain_faults(self.shown):
            self.connection().exec_driver_sql("BEGIN")
        try:
            yield
        finally:
            with plain_faults(self.shown):
                self.connection().connection.rollback()  # nothing was written; and no error where it ended already

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Begin a transaction; kept when the block ends, gone when it fails.

        Raises:
            LedgerLocked: another writer did not finish in time.
            LedgerDamaged: the log does not end where it is noted to end.
        """
        with ExitStack() as stack:
            with plain_faults(self.shown):
                connection = stack.enter_context(self._writing.connect())
                begun = connection.begin()
            yield Transaction(self.shown, connection)  # a block that fails rolls back when the connection closes
            with plain_faults(self.shown):
                begun.commit()

    def migrate(self) -> None:
        """Bring the tables to the newest revision, in one transaction."""
        from counterspy.ledger.migrate import migrate

        with plain_faults(self.shown), self._writing.connect() as connection, connection.begin():
            migrate(connection)

    def head(self) -> Head:
        """Give the last entry's number and chain value, as noted by the last writer."""
        return self._head(self._one(select(head.c.seq, head.c.chain))) or Head(0, START.hex())

    def last(self) -> Head | None:
        """Give the last entry's number and chain value, as found in the log; None where it is empty."""
        return self._head(self._one(select(entry.c.seq, entry.c.chain).order_by(entry.c.seq.desc()).limit(1)))

    def rows(self, kind: str, about: str | None = None) -> Iterator[Row]:
        """Give the entries of one kind, of one `about` where it is given, in order of seq."""
        statement, values = (_BY_KIND, {"kind": kind}) if about is None else (_BY_ABOUT, {"kind": kind, "about": about})
        return (Row(*row) for row in self._stream(statement, values))

    def latest_rows(self, kind: str) -> Iterator[Row]:
        """Give the last entry of this kind for each `about`, in order of seq."""
        return (Row(*row) for row in self._stream(_LATEST, {"kind": kind}))

    def row(self, identifier: str) -> Row | None:
        """Find an entry by its id."""
        found = self._one(_BY_ID, {"id": identifier})
        return Row(*found) if found else None

    def raw_rows(self) -> Iterator[RawRow]:
        """Give the whole log in order, undecoded."""
        return (tuple(row) for row in self._stream(_ALL_RAW))

    def ids_from(self, prefixes: tuple[str, ...], *, with_derived: bool) -> Iterator[str]:
        """Give the ids that begin with any of these, in order."""
        tables = (entry, derived) if with_derived else (entry,)
        parts = [select(table.c.id).where(or_(*(_begins(table.c.id, p) for p in prefixes))) for table in tables]
        statement = union_all(*parts).subquery()
        return (row[0] for row in self._stream(select(statement.c.id).distinct().order_by(statement.c.id)))

    def content(self, sha256: str) -> bytes | None:
        """Find captured bytes by their SHA-256."""
        found = self._one(_CONTENT, {"sha256": sha256})
        return found[0] if found else None

    def contents(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Give all (sha256 as text undecoded, size, bytes), in no particular order."""
        return (tuple(row) for row in self._stream(_ALL_CONTENT))

    def documents_without_content(self) -> Iterator[tuple[int, bytes]]:
        """Give (seq, id undecoded) of documents whose bytes are not there."""
        return (tuple(row) for row in self._stream(_WITHOUT_CONTENT))

    def contents_without_document(self) -> Iterator[bytes]:
        """Give the sha256 (as text undecoded) of bytes that no document claims."""
        return (row[0] for row in self._stream(_WITHOUT_DOCUMENT))

    def counts(self) -> dict[str, int]:
        """Count the entries of each kind that occurs."""
        return dict(self._stream(select(entry.c.kind, func.count()).group_by(entry.c.kind)))

    def content_size_bytes(self) -> tuple[int, int]:
        """Give how many captured contents there are and how many bytes they hold."""
        count, size = self._one(select(func.count(), func.coalesce(func.sum(content.c.size_bytes), 0))) or (0, 0)
        return count, size

    def derived_kinds(self) -> tuple[str, ...]:
        """Give the kinds of what was derived."""
        return tuple(row[0] for row in self._stream(select(derived.c.kind).distinct().order_by(derived.c.kind)))

    def derived_rows(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Give (id, body) of what was derived, in its order."""
        return (tuple(row) for row in self._stream(_DERIVED, {"kind": kind}))

    def derived_row(self, kind: str, identifier: str) -> bytes | None:
        """Find one derived thing."""
        found = self._one(select(derived.c.body).where(derived.c.kind == kind, derived.c.id == identifier))
        return found[0] if found else None

    def derived_state(self) -> dict[str, str]:
        """Give what is noted about the derived tables."""
        return dict(self._stream(select(derived_state.c.key, derived_state.c.value)))

    def pragma(self, name: str) -> tuple[str, ...]:
        """Ask SQLite about itself.

        Args:
            name: A pragma, as in `journal_mode` or `integrity_check(10)`. Never from outside.
        """
        with plain_faults(self.shown):
            return tuple(str(row[0]) for row in self.connection().exec_driver_sql(f"PRAGMA {name}"))

    def names(self, kind: str) -> frozenset[str]:
        """Give the names of the tables, indexes or triggers that there are (`kind` in the singular)."""
        with plain_faults(self.shown):
            found = self.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
            return frozenset(row[0] for row in found)

    def triggers(self) -> dict[str, str]:
        """Give the triggers that there are: name → SQL."""
        with plain_faults(self.shown):
            found = self.connection().exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {str(name): str(sql) for name, sql in found}

    def has_unresolved(self) -> bool:
        """Tell whether evidence came in after the last time it was looked at for what is the same."""
        resolved = int(self.derived_state().get("resolved", "0"))
        came_later = select(entry.c.seq).where(entry.c.seq > resolved, entry.c.kind.in_(_TO_RESOLVE)).limit(1)
        return self._one(came_later) is not None

    def register_faults(self) -> tuple[str, ...]:
        """Say what of the register is not what was made from the evidence."""
        notes = self.derived_state()
        digest = DerivedDigest()
        kinds = self.derived_kinds()
        if not notes:
            return ("the register does not say what it was made from",) if kinds else ()
        for kind in kinds:
            for identifier, body in self.derived_rows(kind):
                digest.add(kind, identifier, body)
        return () if digest.hex() == notes.get("digest") else ("the register is not what was made from the evidence",)

    def revision(self) -> str | None:
        """Give the schema's revision; None where nobody noted one."""
        if "alembic_version" not in self.names("table"):
            return None
        with plain_faults(self.shown):
            found = self.connection().exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(found[0]) if found else None

    def _head(self, found: Any) -> Head | None:
        try:
            return head_of(*found) if found else None
        except ValueError as fault:
            raise LedgerDamaged(self.shown, f"{fault}; run `counterspy verify`") from fault

    def _one(self, statement: Select[Any], values: dict[str, str] | None = None) -> Any:
        with plain_faults(self.shown):
            return self.connection().execute(statement, values or {}).first()

    def _stream(self, statement: Select[Any], values: dict[str, str] | None = None) -> Iterator[Any]:
        with plain_faults(self.shown):
            result = self.connection().execute(statement, values or {})
        try:
            while True:
                with plain_faults(self.shown):
                    row = result.fetchone()  # one at a time: a body may be 100 MB
                if row is None:
                    return
                yield row
        finally:
            result.close()


def _begins(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """A range rather than LIKE: it uses the index and knows no wildcards. Ids are ASCII, none holds a tilde."""
    return and_(column >= prefix, column < prefix + "~")
