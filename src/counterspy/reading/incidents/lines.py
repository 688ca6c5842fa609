"""A document's sentences as the incident reader sees them: each with its phrases, names and dates.

Invariant: everything a line holds lies inside its sentence, in order of position. Building all lines is one walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from counterspy.model import ReadEntity
from counterspy.reading.incidents.phrases import Hit, frames
from counterspy.reading.page import DateSpan, Page, Sentence
from counterspy.vocabulary import toml

_MANY: Final = 60
"""More hits of one role, or names, than this in one sentence are not looked at: it is no sentence but a list."""
_DENIALS: Final = tuple(f" {word} " for word in toml("gate")["grammar"]["denials"])
_NONE: Final[list[Hit]] = []


class Seen(NamedTuple):
    """One mention with its entity."""

    start: int
    end: int
    entity: ReadEntity


Placed = TypeVar("Placed", Seen, DateSpan)


class Line(NamedTuple):
    """One sentence. `number` counts lines, `section` headings before it; `text` is the whole page's, levelled."""

    number: int
    start: int
    end: int
    block: int
    section: int
    is_heading: bool
    text: str
    hits: dict[str, list[Hit]]
    seen: tuple[Seen, ...]
    dates: tuple[DateSpan, ...]

    def of(self, role: str) -> list[Hit]:
        """Give the hits of a role, in order of position."""
        return self.hits.get(role, _NONE)

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
    for number, sentence in enumerate(page.sentences):
        by_role: dict[str, list[Hit]] = {}
        while at_hit < len(hits) and hits[at_hit].start < sentence.end:
            hit = hits[at_hit]
            at_hit += 1
            if hit.start < sentence.start or hit.end > sentence.end:
                continue
            if hit.role == "state" and not _is_as_written(page.text, hit):
                continue
            same = by_role.get(hit.role)
            if same is None:
                by_role[hit.role] = [hit]
            elif len(same) < _MANY:
                same.append(hit)
        first_seen = at_seen
        while at_seen < len(seen) and seen[at_seen].start < sentence.end:
            at_seen += 1
        first_date = at_date
        while at_date < len(page.dates) and page.dates[at_date].start < sentence.end:
            at_date += 1
        section += sentence.is_heading
        lines.append(
            Line(
                number=number,
                start=sentence.start,
                end=sentence.end,
                block=sentence.block,
                section=section,
                is_heading=sentence.is_heading,
                text=text,
                hits=by_role,
                seen=_inside(seen[first_seen:at_seen], sentence),
                dates=_inside(page.dates[first_date:at_date], sentence),
            )
        )
    return lines


def _inside(spans: Sequence[Placed], sentence: Sentence) -> tuple[Placed, ...]:
    if not spans:
        return ()
    return tuple(one for one in spans[:_MANY] if one.start >= sentence.start and one.end <= sentence.end)


def _is_as_written(original: str, hit: Hit) -> bool:
    """Tell whether a state's name stands with a capital, and an abbreviation all in capitals: "us" is no state."""
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
        for frame in frames():
            if frame.act in pieces and (frame.on in pieces or (frame.body and bodies)):
                things = pieces.get(frame.on, [])
                if frame.body and bodies:
                    things = sorted([*things, *(bodies if frame.body == "any" else _after_to(line, bodies))])
                found = _nearest(pieces[frame.act], things) if things else None
                if found and not is_negated(line, found[0]):
                    shown.append(Shown(frame.method, *found))
    return sorted(set(shown), key=lambda one: (one.start, one.end, one.method))


def is_negated(line: Line, start: int) -> bool:
    """Tell whether the words right before an offset deny what follows."""
    before = line.between(max(line.start, start - 26), start)
    return any(cue in f" {before}" for cue in _DENIALS) or "n't " in before


def _after_to(line: Line, bodies: Sequence[Hit]) -> list[Hit]:
    found = []
    for body in bodies:
        before = f"{line.between(max(line.start, body.start - 22), body.start)} "
        if " to " in before or " with " in before:
            found.append(body)
    return found


def _nearest(acts: Sequence[Hit], things: Sequence[Hit], reach: int = 130) -> tuple[int, int] | None:
    """Find the closest pair that does not overlap, at most `reach` code points apart; both lists are sorted."""
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
