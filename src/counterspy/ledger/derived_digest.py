"""A digest over everything derived, so that a changed row of the register shows although it is no evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Protocol

import msgspec


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""


class DerivedDigest:
    """SHA-256 over kind, id and body of each derived thing, in their order."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, kind: str, identifier: str, body: bytes) -> None:
        """Take one thing."""
        self._digest.update(f"{kind} {identifier} {len(body)} ".encode() + body)

    def over(self, kind: str, things: Iterable[Identified]) -> Iterator[tuple[str, bytes]]:
        """Take things as they are written, and give their ids and bodies."""
        for thing in things:
            body = msgspec.json.encode(thing)
            self.add(kind, thing.id, body)
            yield thing.id, body

    def hex(self) -> str:
        """Give the digest so far, 64 hexadecimal digits."""
        return self._digest.hexdigest()
