"""Entries of a list of the designated: a heading that is a name, and below it the reasons, which speak of nobody else.

Invariant: an entry begins with a line that is little but a name, and holds only once the text below opens with the same
name; so a byline or a section's title makes no entry. Which name it is plays no part.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from counterspy.reading.incidents.lines import Line, Seen

_BODIES: Final = frozenset(
    {"person", "persona", "company", "organisation", "agency", "service", "military", "actor-group"}
)
_LABELS: Final = ("name:", "1. name", "reasons for", "statement of reasons", "designation", "entity:", "individual:")
_SHORT: Final = 160
_SHARE: Final = 0.6
_OPENING: Final = 34


class Entry(NamedTuple):
    """Whom a heading names (entity ids, empty for nobody), and whether the text below has taken the name up."""

    named: tuple[str, ...] = ()
    is_taken_up: bool = False


NO_ENTRY: Final = Entry()


def entry_after(line: Line, before: Entry) -> Entry:
    """Tell in which entry the next line stands."""
    if line.end - line.start < _SHORT:
        head = _heading_name(line)
        if head is not None:
            return Entry((head.entity.id,))
        if line.is_heading and ":" not in line.between(line.start, line.end):
            return NO_ENTRY
    if before.named and not before.is_taken_up and _opens_with(line, before.named):
        return Entry(before.named, is_taken_up=True)
    return before


def entry_of(line: Line, before: Entry) -> tuple[str, ...]:
    """Give whom the entry is about that a line stands in; empty outside of entries."""
    return before.named if before.named and (before.is_taken_up or _opens_with(line, before.named)) else ()


def _heading_name(line: Line) -> Seen | None:
    """Find the name a line consists of, labels set aside."""
    if not (line.is_heading or line.between(line.start, line.start + 14).find("name:") >= 0) or not line.seen:
        return None
    named = [seen for seen in line.seen if seen.entity.kind in _BODIES]
    if not named:
        return None
    first = named[0]
    lead = line.between(line.start, first.start)
    if any(label in lead for label in _LABELS):
        return first
    return first if first.end - first.start >= _SHARE * len(line.between(line.start, line.end).strip()) else None


def _opens_with(line: Line, named: tuple[str, ...]) -> bool:
    return any(seen.entity.id in named and seen.start - line.start <= _OPENING for seen in line.seen[:2])
