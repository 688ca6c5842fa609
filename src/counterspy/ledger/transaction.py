"""One writing transaction on the tables. Knows no structs; `pen` does.

Invariant: it begins only where the log ends as it is noted to end, so that nothing is added to a damaged ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Executable, Result, bindparam, delete, insert, select, update

from counterspy.errors import LedgerDamaged
from counterspy.ledger.entry import START, Row
from counterspy.ledger.faults import plain_faults
from counterspy.ledger.tables import content, derived, derived_state, entry, head

_HEAD = select(head.c.seq, head.c.chain)
_LAST = select(entry.c.seq, entry.c.chain).order_by(entry.c.seq.desc()).limit(1)
_HAS = select(entry.c.seq).where(entry.c.id == bindparam("id"))
_HAS_CONTENT = select(content.c.size_bytes).where(content.c.sha256 == bindparam("sha256"))
_BODY = select(entry.c.body).where(entry.c.id == bindparam("id"))
_ABOUT = (
    select(entry.c.body)
    .where(entry.c.about == bindparam("about"), entry.c.kind == bindparam("kind"))
    .order_by(entry.c.seq)
)
_CHUNK_ROWS = 1000


class Transaction:
    """What a pen can ask of the database while it writes.

    Args:
        shown: How to call the ledger in messages.
        connection: In a transaction that holds the writer's lock.

    Raises:
        LedgerDamaged: the log does not end where it is noted to end.
    """

    def __init__(self, shown: str, connection: Connection) -> None:
        self._shown = shown
        self._connection = connection
        self.seq, self.chain = self._end()
        # Asked once for every entry that anybody wants to add. Through SQLAlchemy's results this question alone costs
        # as much as encoding, chaining and inserting the entry, so the compiled statement goes to the driver itself.
        self._probe = connection.connection.cursor()
        self._has = _HAS.compile(dialect=connection.dialect)

    def has(self, identifier: str) -> bool:
        """Tell whether an entry with this id is stored."""
        with plain_faults(self._shown):
            self._probe.execute(str(self._has), (identifier,) if self._has.positional else {"id": identifier})
            return self._probe.fetchone() is not None

    def has_content(self, sha256: str) -> bool:
        """Tell whether these bytes are stored."""
        return bool(self._ask(_HAS_CONTENT, {"sha256": sha256}))

    def body(self, identifier: str) -> bytes | None:
        """Find a stored entry's body."""
        found = self._ask(_BODY, {"id": identifier})
        return found[0][0] if found else None

    def bodies_about(self, kind: str, about: str) -> list[bytes]:
        """Give the bodies of the stored entries of one kind about one thing, in order."""
        return [row[0] for row in self._ask(_ABOUT, {"kind": kind, "about": about})]

    def append(self, rows: list[Row]) -> None:
        """Add entries, in order, and note where the log ends now."""
        self._run(insert(entry), [row._asdict() for row in rows])
        self._run(update(head), {"seq": rows[-1].seq, "chain": rows[-1].chain})

    def keep(self, contents: dict[str, bytes]) -> None:
        """Add captured bytes by their SHA-256."""
        rows = [{"sha256": sha256, "size_bytes": len(data), "data": data} for sha256, data in contents.items()]
        self._run(insert(content), rows)

    def derived_state(self) -> dict[str, str]:
        """Give what is noted about the derived tables."""
        return {row[0]: row[1] for row in self._ask(select(derived_state.c.key, derived_state.c.value))}

    def clear_derived(self) -> None:
        """Forget everything derived."""
        self._run(delete(derived))
        self._run(delete(derived_state))

    def add_derived(self, kind: str, bodies: Iterable[tuple[str, bytes]]) -> None:
        """Add derived things of one kind as (id, body), in their order."""
        rows = ({"kind": kind, "id": i, "position": n, "body": body} for n, (i, body) in enumerate(bodies))
        while chunk := list(islice(rows, _CHUNK_ROWS)):
            self._run(insert(derived), chunk)

    def note_derived(self, notes: dict[str, str]) -> None:
        """Note what the derived tables were made from."""
        self._run(insert(derived_state), [{"key": key, "value": value} for key, value in notes.items()])

    def _end(self) -> tuple[int, bytes]:
        noted, last = self._ask(_HEAD), self._ask(_LAST)
        end = tuple(last[0]) if last else (0, START)
        if not noted or tuple(noted[0]) != end:
            raise LedgerDamaged(self._shown, "its log does not end where it should; run `counterspy verify`")
        return end

    def _ask(self, statement: Executable, values: dict[str, str] | None = None) -> list[Any]:
        with plain_faults(self._shown):
            return list(self._connection.execute(statement, values or {}))

    def _run(self, statement: Executable, values: list[dict[str, Any]] | dict[str, Any] | None = None) -> Result[Any]:
        with plain_faults(self._shown):
            return self._connection.execute(statement, values)
