"""A document's sentences as the incident reader sees them: each with its phrases, names and dates.

Invariant: everything a line holds lies inside its sentence, in order of position. Building all lines is one walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterspy.model import ReadEntity
from counterspy.reading.incidents.phrases import Hit, frames
from counterspy.reading.page import DateSpan, Page

STATE_BODY = "state-body"


class Seen(NamedTuple):
    """One mention with its entity."""

    start: int
    end: int
    entity: ReadEntity


class Line(NamedTuple):
    """One sentence. `section` counts headings before it; `text` is the whole levelled text, not the sentence's."""

    index: int
    start: int
    end: int
    block: int
    section: int
    is_heading: bool
    text: str
    hits: dict[str, list[Hit]]
    seen: tuple[Seen, ...]
    dates: tuple[DateSpan, ...]

    def of(self, role: str, code: str | None = None) -> list[Hit]:
        """Give the hits of a role, or of one code of it."""
        found = self.hits.get(role, [])
        return found if code is None else [hit for hit in found if hit.code == code]

    def between(self, start: int, end: int) -> str:
        """Give the levelled text between two offsets."""
        return self.text[start:end]


class Shown(NamedTuple):
    """A method that words of a line show."""

    method: str
    start: int
    end: int


def make_lines(page: Page, text: str, hits: Sequence[Hit]) -> list[Line]:
    """Sort hits, mentions and dates into the page's sentences.

    Args:
        page: The page.
        text: Its text, levelled.
        hits: In order of position.
    """
    seen = sorted(
        (Seen(m.start, m.end, entity) for entity in page.entities for m in entity.mentions),
        key=lambda one: (one.start, one.end, one.entity.id),
    )
    lines: list[Line] = []
    at_hit = at_seen = at_date = section = 0
    for index, sentence in enumerate(page.sentences):
        by_role: dict[str, list[Hit]] = {}
        while at_hit < len(hits) and hits[at_hit].start < sentence.end:
            hit = hits[at_hit]
            at_hit += 1
            if hit.start >= sentence.start and hit.end <= sentence.end and _is_as_written(page.text, hit):
                by_role.setdefault(hit.role, []).append(hit)
        first_seen = at_seen
        while at_seen < len(seen) and seen[at_seen].start < sentence.end:
            at_seen += 1
        first_date = at_date
        while at_date < len(page.dates) and page.dates[at_date].start < sentence.end:
            at_date += 1
        section += sentence.is_heading
        lines.append(
            Line(
                index, sentence.start, sentence.end, sentence.block, section, sentence.is_heading, text, by_role,
                tuple(one for one in seen[first_seen:at_seen] if one.start >= sentence.start and one.end <= sentence.end),
                tuple(one for one in page.dates[first_date:at_date] if one.start >= sentence.start and one.end <= sentence.end),
            )
        )  # fmt: skip
    return lines


def _is_as_written(original: str, hit: Hit) -> bool:
    """Tell whether a state's name stands with a capital, and an abbreviation all in capitals: "us" is no state."""
    if hit.role != "state":
        return True
    word = original[hit.start : hit.end]
    return not word[0].islower() and (len(word) > 3 or word == word.upper())


def methods_shown(line: Line, bodies: Sequence[Hit]) -> list[Shown]:
    """Tell which methods a line's words show, in order of position.

    Args:
        line: The sentence.
        bodies: Words that name an organ of a state ("Danish intelligence officers"); a frame may ask for one.
    """
    shown = [Shown(hit.code, hit.start, hit.end) for hit in line.of("method") if not is_negated(line, hit.start)]
    pieces: dict[str, list[Hit]] = {}
    for hit in line.of("piece"):
        pieces.setdefault(hit.code, []).append(hit)
    if pieces:
        if bodies:
            pieces.setdefault("agent-activity/0/on", []).extend(_after_to(line, bodies))
        for frame in frames():
            if frame.act in pieces and frame.on in pieces:
                found = _nearest(pieces[frame.act], pieces[frame.on])
                if found and not is_negated(line, found[0]):
                    shown.append(Shown(frame.method, *found))
    return sorted(set(shown), key=lambda one: (one.start, one.end, one.method))


def is_negated(line: Line, start: int) -> bool:
    """Tell whether the words right before an offset deny what follows."""
    before = line.between(max(line.start, start - 26), start)
    padded = f" {before}"
    return any(
        cue in padded
        for cue in (" not ", " never ", " no ", " nobody ", " neither ", " nor ", "n't ", " without being ", " yet to be ", " none ", " cannot ", " denied ", " nothing ", " instead of ")
    )  # fmt: skip


def _after_to(line: Line, bodies: Sequence[Hit]) -> list[Hit]:
    return [
        body for body in bodies
        if any(f" {word} " in f"{line.between(max(line.start, body.start - 22), body.start)}" for word in ("to", "with"))
    ]  # fmt: skip


def _nearest(acts: Sequence[Hit], things: Sequence[Hit], reach: int = 95) -> tuple[int, int] | None:
    """Find the closest pair that does not overlap, at most `reach` code points apart. Both lists are short and sorted."""
    best: tuple[int, int, int] | None = None
    at = 0
    for act in acts:
        while at + 1 < len(things) and things[at].end <= act.start - reach:
            at += 1
        for thing in things[at : at + 4]:
            gap = thing.start - act.end if thing.start >= act.end else act.start - thing.end
            if 0 <= gap <= reach and (best is None or gap < best[0]):
                best = (gap, min(act.start, thing.start), max(act.end, thing.end))
    return (best[1], best[2]) if best else None
