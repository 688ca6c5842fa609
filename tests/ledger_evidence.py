"""Invented evidence for the tests of the ledger."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

from counterspy.ledger import Ledger, open_ledger
from counterspy.ledger.schema import TRIGGERS
from counterspy.model import (
    Block,
    Capture,
    Decision,
    Document,
    ReaderStamp,
    Reading,
    Record,
    RecordName,
    Viewer,
    make_id,
)

OWNER = Viewer(name="Odile", is_owner=True)
GUEST = Viewer(name="Gero")
AT = "2026-11-23T10:00:00Z"


def data_of(n: int) -> bytes:
    return f"The envoy of Freedonia met engineer number {n}.\n".encode()


def document(n: int = 1) -> Document:
    data = data_of(n)
    digest = sha256(data).hexdigest()
    text = data.decode()
    return Document(
        id=make_id("document", digest),
        sha256=digest,
        media_type="text/plain",
        title=None,
        language="en",
        published="2026-11",
        author=None,
        publisher=None,
        text=text,
        blocks=(Block(start=0, end=len(text) - 1, kind="paragraph"),),
        extractor="test/1",
    )


def capture(n: int = 1, location: str = "a.txt", tlp: str | None = None, at: str = AT) -> Capture:
    return Capture(document=document(n).id, location=location, at=at, tlp=tlp)


def reading(n: int = 1, version: str = "1", *, is_relevant: bool = True) -> Reading:
    return Reading(
        document=document(n).id,
        relevant=is_relevant,
        dropped=(),
        entities=(),
        incidents=(),
        claims=(),
        reader=ReaderStamp(name="test", version=version, lexicon="0"),
    )


def record(n: int = 1, source: str = "catalogue/groups") -> Record:
    return Record(
        id=make_id("record", source, n),
        source=source,
        source_version="1",
        external_id=str(n),
        kind="actor-group",
        names=(RecordName(name=f"Grey Heron {n}", is_main=True),),
        fields=(("note", "invented"),),
    )


def decision(kind: str = "same-as", subject: str = "mention--a", object: str | None = None, **more: object) -> Decision:  # noqa: A002
    facts = {"by": "test/1", "reason": "because", "at": AT} | more
    return Decision(id="", kind=kind, subject=subject, object=object, **facts)


def mark(subject: str, tlp: str) -> Decision:
    return decision("mark", subject, value=tlp)


def undo(which: Decision, by: str = "test/1") -> Decision:
    return decision("undo", which.id, by=by)


def add_document(ledger: Ledger, n: int = 1, location: str = "a.txt", tlp: str | None = None) -> Document:
    with ledger.writing() as pen:
        pen.add_document(document(n), data_of(n), capture(n, location, tlp))
    return document(n)


def fill(path: Path, documents: int = 3) -> None:
    """Make a ledger with some of everything."""
    with open_ledger(path, OWNER, create=True) as ledger, ledger.writing() as pen:
        for n in range(1, documents + 1):
            pen.add_document(document(n), data_of(n), capture(n, f"{n}.txt", "TLP:CLEAR"))
            pen.add_reading(reading(n))
            pen.add_record(record(n))
        pen.add_decision(mark("catalogue/groups", "TLP:CLEAR"))
        pen.add_decision(decision("same-as", record(1).id, record(2).id, score=0.9))


def tamper(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change a ledger behind its back, as somebody with write access could."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        triggers = {
            name: connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in TRIGGERS
        }
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement, values in statements:
            connection.execute(statement, values)
        for sql in triggers.values():
            connection.execute(sql)
    finally:
        connection.close()


def fetch(path: Path, statement: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()
