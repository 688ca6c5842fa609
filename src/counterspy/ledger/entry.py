"""Entries: what one line of the log is, and how each line is tied to the one before it.

Invariant: an entry's id and `about` can be worked out from its body, and its chain value from the entry before it, so
that whoever reads the log can check all of it. Nothing here knows how the log is stored.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

import msgspec
from msgspec import Struct

from counterspy.model import Capture, Decision, Document, Reading, Record, make_id

Thing = Document | Capture | Reading | Record | Decision
"""What the log holds. Evidence, and decisions about it."""

TYPES: dict[str, type[Thing]] = {
    "document": Document,
    "capture": Capture,
    "reading": Reading,
    "record": Record,
    "decision": Decision,
}
"""The kinds of entries and their structs, in the order shown to people."""

START = bytes(32)
"""The chain value before the first entry."""

_KINDS = {struct: kind for kind, struct in TYPES.items()}
_DECODERS = {kind: msgspec.json.Decoder(struct) for kind, struct in TYPES.items()}
_ENCODER = msgspec.json.Encoder()


class Head(Struct, frozen=True):
    """The last entry of a log: how many there are, and what ties them. Two logs with one head are one log.

    Attributes:
        seq: Number of the last entry, 0 where there is none. Entries are numbered from 1 without a gap.
        chain: Its chain value, 64 hexadecimal digits.
    """

    seq: int
    chain: str


def head_of(seq: object, chain: object) -> Head:
    """Make a head of what is stored.

    Raises:
        ValueError: it is no number and no bytes.
    """
    if not isinstance(seq, int) or not isinstance(chain, bytes):
        raise ValueError("the end of the log is noted in a way that cannot be read")
    return Head(seq, chain.hex())


class Row(NamedTuple):
    """One line of the log as stored.

    Attributes:
        seq: 1, 2, 3, …
        kind: One of `TYPES`.
        id: Unique in the log.
        about: What to find it by, see `about_of`.
        body: The struct as JSON.
        chain: 32 bytes, see `link`.
    """

    seq: int
    kind: str
    id: str
    about: str
    body: bytes
    chain: bytes


def kind_of_thing(thing: Thing) -> str:
    """Give the kind of entry a struct makes."""
    return _KINDS[type(thing)]


def entry_id(thing: Thing) -> str:
    """Give the id of the entry that holds a thing.

    A capture is the document and the place, whenever it was; a reading is the document and the reader's stamp; the
    others carry their id.
    """
    if isinstance(thing, Capture):
        return make_id("capture", thing.document, thing.location)
    if isinstance(thing, Reading):
        seconds = ("second",) if thing.is_second else ()
        return make_id("reading", thing.document, str(thing.reader), *seconds)
    return thing.id


def about_of(thing: Thing) -> str:
    """Give what an entry is found by.

    A document by the SHA-256 of its bytes, captures and readings by their document, a record by its source, a
    decision by its subject. A second reading is filed apart, so that the latest first one stays the latest.
    """
    if isinstance(thing, Reading) and thing.is_second:
        return second_of(thing.document)
    if isinstance(thing, Document):
        return thing.sha256
    if isinstance(thing, Record):
        return thing.source
    return thing.subject if isinstance(thing, Decision) else thing.document


def second_of(document: str) -> str:
    """Give what the second readings of a document are found by."""
    return f"second {document}"


def encode(thing: Thing) -> bytes:
    """Write a thing as JSON, the same bytes for equal things."""
    return _ENCODER.encode(thing)


def decode(kind: str, body: bytes) -> Thing:
    """Read a thing back.

    Raises:
        ValueError: there is no such kind, or the bytes are not of it.
    """
    try:
        return _DECODERS[kind].decode(body)
    except (KeyError, TypeError, msgspec.DecodeError) as fault:  # a UnicodeDecodeError is a ValueError already
        raise ValueError(f"not a {kind}: {fault}") from fault


def link(previous: bytes, kind: bytes, identifier: bytes, body: bytes) -> bytes:
    """Tie an entry to the one before it.

    Returns:
        SHA-256 over the previous chain value, kind, id (both ended by a zero byte) and the SHA-256 of the body.
    """
    return sha256(previous + kind + b"\0" + identifier + b"\0" + sha256(body).digest()).digest()
