"""Puts the rules together and weighs them: one statement a place, the most trusted rule first.

Invariant: `quote == text[start:end]`, no two claims have the same span, and none lies mostly inside another.
"""

from __future__ import annotations

from bisect import bisect_left

from counterspy.model import ReadClaim
from counterspy.reading.claims.cast import Cast, as_cast
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, as_prose
from counterspy.reading.claims.reported import Reporter
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.claims.speech import SpeechReader
from counterspy.reading.page import Page, QuantitySpan


def find_claims(page: Page) -> tuple[ReadClaim, ...]:
    """Find the statements of a page: attributed, hedged, or with a number about espionage.

    Args:
        page: With sentences, entities, dates and quantities found.

    Returns:
        Claims in order of position; the subject is an entity's id or None.
    """
    if not page.sentences:
        return ()
    prose = as_prose(page)
    cast = as_cast(page, prose)
    finder = Finder(prose, cast)
    speech, reporter = SpeechReader(prose, finder), Reporter(prose, finder)
    drafts: list[Draft] = []
    for run in prose.runs:
        drafts += speech.read(run)
        drafts += reporter.read(run)
    return tuple(_claim(page, cast, draft) for draft in _weighed(drafts))


def _weighed(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (-one.score, one.start, one.end)):
        if draft.end > draft.start and not any(_shares(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda one: (one.start, one.end))


def _shares(one: Draft, other: Draft) -> bool:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both * 2 > min(one.end - one.start, other.end - other.start)


def _claim(page: Page, cast: Cast, draft: Draft) -> ReadClaim:
    quantity = _quantity(page, draft)
    speaker = draft.speaker
    return ReadClaim(
        start=draft.start,
        end=draft.end,
        quote=page.text[draft.start : draft.end],
        subject=next((one.entity.id for one in cast.within(draft.start, draft.end)), None),
        predicate="states",
        speaker=speaker.text if speaker else None,
        speaker_kind=speaker.kind if speaker else "narrator",
        stance=draft.stance,
        when=next((date.edtf for date in page.dates if draft.start <= date.start and date.end <= draft.end), None),
        quantity=quantity.quantity if quantity else None,
        score=draft.score,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
    )


def _quantity(page: Page, draft: Draft) -> QuantitySpan | None:
    first = bisect_left(page.quantities, draft.start, key=lambda span: span.start)
    for span in page.quantities[first : first + 6]:
        if span.start >= draft.end:
            return None
        if span.end <= draft.end and span.kind != "age":
            return span
    return None
