"""Origins: texts that come from one source count once."""

from __future__ import annotations

from msgspec import Struct


class Origin(Struct, frozen=True, kw_only=True):
    """A group of documents that copy one another.

    Attributes:
        id: `origin--…`, from its first document.
        documents: Ids, the one that was copied first, the others by their place in the ledger.
        decisions: Ids of the `same-origin` decisions it rests on; empty for a group of one.
    """

    id: str
    documents: tuple[str, ...]
    decisions: tuple[str, ...] = ()
