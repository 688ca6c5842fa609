"""A document's sentences as the incident reader sees them: each with its phrases, names and dates.

Invariant: everything a line holds lies inside its sentence, in order of position. Building all lines is one walk.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from counterspy.model import ReadEntity
from counterspy.reading.incidents.phrases import Frame, Hit, Scanned, acts, incident_lexicon, shared, words_of
from counterspy.reading.page import DateSpan, Page, Sentence
from counterspy.vocabulary import toml

_MANY: Final = 60
"""More hits of one role, or names, than this in one sentence are not looked at: it is no sentence but a list."""
_DENIALS: Final = re.compile("(?:^| )(?:" + "|".join(map(re.escape, toml("gate")["grammar"]["denials"])) + ") |n't ")
_PARTING: Final = re.compile(";|: |, (?:and|but|while|where|said|says) ")
_SERVED: Final = re.compile(
    r" (?:for|(?:behalf|direction|behest|request|orders|control|service|instructions?) of|"
    r"(?:orders|instructions?) from|"
    r"(?:tasked|paid|hired|commissioned|directed|ordered|sent) by) [^,;:]*$"
)
_SERVED_REACH: Final = 60
_TO_REACH: Final = 40
_OF_THE_WHOLE: Final = frozenset({"cue", "against", "given"})
"""Roles of words that say something of the whole document, not of their sentence."""
_NONE: Final[list[Hit]] = []
_NO_KINDS: Final[frozenset[str]] = frozenset()


class Seen(Struct, frozen=True, gc=False):
    """One mention with its entity."""

    start: int
    end: int
    entity: ReadEntity


Placed = TypeVar("Placed", Seen, DateSpan)


class Line(Struct, frozen=True, gc=False):
    """One sentence. `number` counts lines, `section` headings before it; `text` is the whole page's, levelled.

    `hits` are its phrases by role, `kinds` those of the entities in `seen`: what is asked before anything is looked at.
    """

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
    kinds: frozenset[str]

    def of(self, role: str) -> list[Hit]:
        """Give the hits of a role, in order of position."""
        return self.hits.get(role, _NONE)

    def between(self, start: int, end: int) -> str:
        """Give the levelled text between two offsets."""
        return self.text[start:end]


class Shown(NamedTuple):
    """A method that words of a line show.

    `strength`: 2 the words mean nothing else, 1 two words together say so, 0 they do only in a text about espionage.
    """

    method: str
    start: int
    end: int
    strength: int = 2


class Setting(NamedTuple):
    """What a whole document adds to the reading of its lines.

    `present`: the phrases in it. `is_about`: it is about espionage on other grounds than those of the line.
    """

    present: frozenset[int]
    is_about: bool

    def is_given(self, name: str) -> bool:
        """Tell whether a word of a class stands anywhere in the document."""
        return not self.present.isdisjoint(words_of(name))


def make_lines(page: Page, scanned: Scanned) -> list[Line]:
    """Sort phrases, mentions and dates into the page's sentences.

    Args:
        page: The page.
        scanned: Its text.
    """
    seen = [Seen(m.start, m.end, entity) for entity in page.entities for m in entity.mentions]
    seen.sort(key=lambda one: (one.start, one.end, one.entity.id))
    seen_starts = [one.start for one in seen]
    date_starts = [one.start for one in page.dates]
    lines: list[Line] = []
    at_seen = at_date = section = 0
    for number, (sentence, hits) in enumerate(zip(page.sentences, _hits_of(page, scanned), strict=True)):
        first_seen, at_seen = at_seen, bisect_left(seen_starts, sentence.end, at_seen)
        first_date, at_date = at_date, bisect_left(date_starts, sentence.end, at_date)
        section += sentence.is_heading
        named = _inside(seen[first_seen:at_seen], sentence) if first_seen < at_seen else ()
        lines.append(
            Line(
                number,
                sentence.start,
                sentence.end,
                sentence.block,
                section,
                sentence.is_heading,
                scanned.text,
                hits,
                named,
                _inside(page.dates[first_date:at_date], sentence) if first_date < at_date else (),
                frozenset([one.entity.kind for one in named]) if named else _NO_KINDS,
            )
        )
    return lines


def _hits_of(page: Page, scanned: Scanned) -> list[dict[str, list[Hit]]]:
    """Sort phrases into the page's sentences, by role; what crosses the end of a sentence is left out."""
    meanings = _of_lines()
    found: list[dict[str, list[Hit]]] = [{} for _ in page.sentences]
    rest = zip(page.sentences, found, strict=True)
    first = last = -1
    hits: dict[str, list[Hit]] = {}
    for index, start, end in scanned.matches:
        while start >= last:
            following = next(rest, None)
            if following is None:
                return found
            sentence, hits = following
            first, last = sentence.start, sentence.end
        if start < first or end > last:
            continue
        for role, code in meanings[index]:
            if role == "state" and not is_as_written(page.text, start, end):
                continue
            if role not in hits:
                hits[role] = [Hit(start, end, role, code)]
            elif len(hits[role]) < _MANY:
                hits[role].append(Hit(start, end, role, code))
    return found


@cache
def _of_lines() -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give what each phrase of the incident lexicon means in its sentence."""
    return shared(
        [
            tuple(meaning for meaning in meanings if meaning[0] not in _OF_THE_WHOLE)
            for meanings in incident_lexicon().meanings
        ]
    )


def _inside(spans: Sequence[Placed], sentence: Sentence) -> tuple[Placed, ...]:
    return tuple([one for one in spans[:_MANY] if one.start >= sentence.start and one.end <= sentence.end])


def is_as_written(original: str, start: int, end: int) -> bool:
    """Tell whether a state's name stands with a capital, and an abbreviation all in capitals: "us" is no state."""
    word = original[start:end]
    return not word[0].islower() and (len(word) > 3 or word == word.upper())


def methods_shown(line: Line, bodies: Sequence[Hit], setting: Setting) -> list[Shown]:
    """Tell which methods a line's words show, in order of position.

    Args:
        line: The sentence.
        bodies: Words that name an organ of a state ("Danish intelligence officers"); a frame may ask for one.
        setting: Of the document.
    """
    shown = _plain(line, "method", 2) if "method" in line.hits else []
    if setting.is_about and "weak" in line.hits:
        shown += _plain(line, "weak", 0)
    if "piece" in line.hits:
        shown += _framed(line, bodies, setting, {one.method for one in shown if one.strength} if shown else ())
    return _strongest(shown) if len(shown) > 1 else shown


def _plain(line: Line, role: str, strength: int) -> list[Shown]:
    return [Shown(hit.code, hit.start, hit.end, strength) for hit in line.hits[role] if not is_negated(line, hit.start)]


def _framed(line: Line, bodies: Sequence[Hit], setting: Setting, sure: Collection[str]) -> list[Shown]:
    """Find what two words of a line show together; weak pairs are not asked for methods that are `sure`."""
    pieces = line.hits["piece"]
    codes = dict.fromkeys([hit.code for hit in pieces])
    by_code = acts()
    shown: list[Shown] = []
    for code in codes:
        act = by_code.get(code)
        if act is None or (act.partners.isdisjoint(codes) and not (act.wants_body and bodies)):
            continue
        acting = [hit for hit in pieces if hit.code == code]
        for frame in act.frames:
            if (frame.strength == 0 and (frame.method in sure or not setting.is_about)) or (
                frame.given and not setting.is_given(frame.given)
            ):
                continue
            if frame.on.isdisjoint(codes) and not (frame.body and bodies):
                continue
            found = _nearest(acting, _things(line, frame, pieces, bodies), frame.reach, is_after=frame.is_after)
            if found and not is_negated(line, found[0]) and not _is_parted(line.between(*found)):
                shown.append(Shown(frame.method, found[0], found[1], frame.strength))
    return shown


def _is_parted(words: str) -> bool:
    """Tell whether a new clause begins between two words."""
    return _PARTING.search(words) is not None


def _things(line: Line, frame: Frame, pieces: Sequence[Hit], bodies: Sequence[Hit]) -> Sequence[Hit]:
    """Give what may stand for the second word of a frame, in order of position."""
    things: Sequence[Hit] = [hit for hit in pieces if hit.code in frame.on]
    if frame.is_to:
        things = _after_to(line, things)
    if not (frame.body and bodies):
        return things
    organs = (
        bodies if frame.body == "any" else _after_to(line, bodies) if frame.body == "to" else _after_for(line, bodies)
    )
    return sorted([*things, *organs]) if things else organs


def _strongest(shown: Sequence[Shown]) -> list[Shown]:
    """Leave out what weak words show where stronger ones in the line show it, in order of position."""
    strong = {one.method for one in shown if one.strength}
    kept = {one for one in shown if one.strength or one.method not in strong}
    return sorted(kept, key=lambda one: (one.start, one.end, one.method, -one.strength))


def is_negated(line: Line, start: int) -> bool:
    """Tell whether the words right before an offset deny what follows."""
    return _DENIALS.search(line.text, max(line.start, start - 26), start) is not None


def _after_for(line: Line, bodies: Sequence[Hit]) -> list[Hit]:
    """Give the bodies that somebody acts for: "for", "on behalf of", "at the direction of" stands before them."""
    return [
        body for body in bodies if _SERVED.search(line.text, max(line.start, body.start - _SERVED_REACH), body.start)
    ]


def _after_to(line: Line, bodies: Sequence[Hit]) -> list[Hit]:
    found = []
    for body in bodies:
        before = f"{line.between(max(line.start, body.start - _TO_REACH), body.start)} "
        if " to " in before or " with " in before:
            found.append(body)
    return found


def _nearest(acts: Sequence[Hit], things: Sequence[Hit], reach: int, *, is_after: bool) -> tuple[int, int] | None:
    """Find the closest pair that does not overlap, at most `reach` code points apart; both lists are sorted."""
    best: tuple[int, int, int] | None = None
    at = 0
    for act in acts:
        while at + 1 < len(things) and things[at].end <= act.start - reach:
            at += 1
        for thing in things[at : at + 4]:
            if is_after and thing.start < act.end:
                continue
            gap = thing.start - act.end if thing.start >= act.end else act.start - thing.end
            if 0 <= gap <= reach and (best is None or gap < best[0]):
                best = (gap, min(act.start, thing.start), max(act.end, thing.end))
    return (best[1], best[2]) if best else None
