"""A document with what was found in it, line by line, and why: for the person who has to mend a rule.

Invariant: every mark lies inside its line, and a line's words are those of the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from counterspy.model import Document, ReadClaim, Reading
from counterspy.reading.sentences import split_sentences


class Mark(Struct, frozen=True, kw_only=True, order=True):
    """Something found at `[start, end)` of the document's text.

    Attributes:
        what: What it was taken for, as in `service e1 Ministry of State Security`.
        why: The rule or the reader that saw it.
    """

    start: int
    end: int
    what: str
    why: str


class ExplainedLine(Struct, frozen=True, kw_only=True):
    """One sentence, or one block that was left out.

    Attributes:
        start: First code point.
        end: One past the last.
        left_out: The kind of the block where it was left out, with the reason; None where it was read.
        marks: In order of position, the longest first.
    """

    start: int
    end: int
    left_out: str | None
    marks: tuple[Mark, ...]


def explain(document: Document, reading: Reading) -> Iterator[ExplainedLine]:
    """Put what a reading found beside the lines of its document.

    Args:
        document: As it was read.
        reading: What was found in it, by whatever reader.

    Yields:
        Every sentence of the kept blocks and every block left out, in order of position.
    """
    marks = sorted(_marks(document, reading), key=lambda mark: (mark.start, -mark.end, mark.what))
    sentences = split_sentences(document.text, document.blocks, document.language)
    lines: list[tuple[int, int, str | None]] = [(one.start, one.end, None) for one in sentences]
    lines += [(one.start, one.end, f"{one.kind}: {one.reason}") for one in document.blocks if one.is_dropped]
    at = 0
    for start, end, left_out in sorted(lines, key=lambda line: line[:2]):
        while at < len(marks) and marks[at].start < start:
            at += 1
        first = at
        while at < len(marks) and marks[at].start < end:
            at += 1
        yield ExplainedLine(start=start, end=end, left_out=left_out, marks=tuple(marks[first:at]))


def _marks(document: Document, reading: Reading) -> Iterator[Mark]:
    names = {entity.id: entity.name for entity in reading.entities}
    by = reading.reader.name
    for entity in reading.entities:
        for mention in entity.mentions:
            what = f"{entity.kind} {entity.id} {entity.name}"
            yield Mark(start=mention.start, end=mention.end, what=what, why=f"rule {mention.rule or by}")
        for fact in entity.facts:
            yield Mark(start=fact.start, end=fact.end, what=f"{entity.id} {fact.predicate} {fact.value}", why=by)
    for incident in reading.incidents:
        for basis in incident.basis:
            value = names.get(basis.value, basis.value)
            words = " ".join(document.text[basis.start : basis.end].split())
            yield Mark(
                start=basis.start,
                end=basis.end,
                what=f"{incident.id} {basis.field} {value}",
                why=f"the words “{words}”",
            )
        for outcome in incident.outcomes:
            who = names.get(outcome.who or "", "nobody by name")
            yield Mark(start=outcome.start, end=outcome.end, what=f"{incident.id} {outcome.kind}", why=f"befalls {who}")
    for claim in reading.claims:
        yield Mark(start=claim.start, end=claim.end, what=f"claim, {claim.stance}", why=_why(claim))


def _why(claim: ReadClaim) -> str:
    speaker = f"{claim.speaker_kind} {claim.speaker}" if claim.speaker else "the narrator"
    number = claim.quantity
    counted = f"; {number.comparator} {number.value:g} {number.unit}" if number else ""
    return f"said by {speaker}, score {claim.score:.2f}{counted}"
