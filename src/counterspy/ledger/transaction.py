"""One writing transaction on the tables. Knows no structs; `pen` does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from counterspy.ledger.entry import START, Row
from counterspy.ledger.tables import content, derived, derived_state, entry, head

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
    """What a pen can ask of the database while it writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # Asked once for every entry that anybody wants to add. Through SQLAlchemy's results this question alone costs
        # as much as encoding, chaining and inserting the entry, so the compiled statement goes to the driver itself.
        self._probe = connection.connection.cursor()
        self._has = _HAS.compile(dialect=connection.dialect)

    def head(self) -> tuple[int, bytes]:
        """Give the last entry's number and chain value."""
        found = self._connection.execute(select(head.c.seq, head.c.chain)).first()
        return (found[0], found[1]) if found else (0, START)

    def has(self, identifier: str) -> bool:
        """Tell whether an entry with this id is stored."""
        self._probe.execute(str(self._has), (identifier,) if self._has.positional else {"id": identifier})
        return self._probe.fetchone() is not None

    def has_content(self, sha256: str) -> bool:
        """Tell whether these bytes are stored."""
        return self._connection.execute(_HAS_CONTENT, {"sha256": sha256}).first() is not None

    def body(self, identifier: str) -> bytes | None:
        """Find a stored entry's body."""
        return self._connection.execute(_BODY, {"id": identifier}).scalar()

    def bodies_about(self, kind: str, about: str) -> list[bytes]:
        """Give the bodies of the stored entries of one kind about one thing, in order."""
        return list(self._connection.execute(_ABOUT, {"kind": kind, "about": about}).scalars())

    def append(self, rows: list[Row]) -> None:
        """Add entries, in order, and note the new head."""
        self._connection.execute(insert(entry), [row._asdict() for row in rows])
        self._connection.execute(update(head).values(seq=rows[-1].seq, chain=rows[-1].chain))

    def keep(self, contents: dict[str, bytes]) -> None:
        """Add captured bytes by their SHA-256."""
        rows = [{"sha256": sha256, "size_bytes": len(data), "data": data} for sha256, data in contents.items()]
        self._connection.execute(insert(content), rows)

    def clear_derived(self) -> None:
        """Forget everything derived."""
        self._connection.execute(delete(derived))
        self._connection.execute(delete(derived_state))

    def add_derived(self, kind: str, bodies: Iterable[tuple[str, bytes]]) -> None:
        """Add derived things of one kind as (id, body), in their order."""
        rows = ({"kind": kind, "id": i, "position": n, "body": body} for n, (i, body) in enumerate(bodies))
        while chunk := list(islice(rows, _CHUNK_ROWS)):
            self._connection.execute(insert(derived), chunk)

    def note_derived(self, notes: dict[str, str]) -> None:
        """Note what the derived tables were made from."""
        self._connection.execute(insert(derived_state), [{"key": k, "value": v} for k, v in notes.items()])
