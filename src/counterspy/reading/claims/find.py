"""Puts the rules together and weighs them: one statement a place, the most trusted rule first.

Invariant: `quote == text[start:end]`, no two claims have the same span, and none lies mostly inside another.
"""

from __future__ import annotations

from bisect import bisect_left

from counterspy.model import ReadClaim
from counterspy.reading.claims.carried import quoted_blocks, shared_speakers
from counterspy.reading.claims.cast import Cast, as_cast
from counterspy.reading.claims.charges import ChargeReader
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.figures import FigureReader
from counterspy.reading.claims.hedges import HedgeReader
from counterspy.reading.claims.issuers import IssuerReader
from counterspy.reading.claims.prose import Prose, as_prose
from counterspy.reading.claims.reported import Reporter
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.claims.speech import SpeechReader
from counterspy.reading.page import Page, QuantitySpan

_NEIGHBOURS = 4


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
    times = _times(page, prose)
    figures = [span.start for span in page.quantities if span.kind != "age"]
    reporter = Reporter(prose, finder, times, figures)
    readers = (
        reporter,
        SpeechReader(prose, finder),
        ChargeReader(prose, finder, figures),
        HedgeReader(prose, finder, figures),
        FigureReader(prose, finder, page),
        IssuerReader(finder),
    )
    drafts: list[Draft] = []
    for run in prose.runs:
        if not run.words:
            continue
        finder.begin(run)
        for reader in readers:
            drafts += reader.read(run)
    drafts = [draft for draft in drafts if not draft.needs_figure or _quantity(page, draft)]
    drafts = _weighed([*drafts, *quoted_blocks(prose, reporter)])
    claims = (_claim(page, cast, draft) for draft in shared_speakers(prose, drafts))
    return _said_once(page, tuple(claims))


def _said_once(page: Page, claims: tuple[ReadClaim, ...]) -> tuple[ReadClaim, ...]:
    """Leave out a headline's figure that the text gives again."""
    in_text = {
        (claim.quantity.value, word)
        for claim in claims
        if claim.quantity and not _is_heading(page, claim.start)
        for word in claim.quantity.unit.lower().split()
    }
    is_sentenced = any(
        "sentenced" in claim.quote[:12].lower() for claim in claims if not _is_heading(page, claim.start)
    )
    is_told = sum(claim.speaker is not None and not _is_heading(page, claim.start) for claim in claims) > 1
    return tuple(
        claim
        for claim in claims
        if not (is_told and claim.speaker is not None and _is_heading(page, claim.start))
        if not (is_sentenced and claim.quote.lower().startswith("sentenced") and _is_heading(page, claim.start))
        if claim.quantity is None
        or claim.speaker is not None
        or not _is_heading(page, claim.start)
        or not any((claim.quantity.value, word) in in_text for word in claim.quantity.unit.lower().split())
    )


def _is_heading(page: Page, offset: int) -> bool:
    sentence = page.sentence_at(offset)
    return sentence is not None and sentence.is_heading


def _times(page: Page, prose: Prose) -> frozenset[int]:
    """Starts of the words that dates are made of."""
    return frozenset(
        start
        for date in page.dates
        for start in range(date.start, date.end)
        if start == date.start or prose.flat[start - 1] == " "
    )


def _weighed(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []  # in order of position; none shares half with another, so neighbours are enough to look at
    for draft in sorted(drafts, key=lambda one: (-one.score, one.start, one.end)):
        at = bisect_left(kept, draft.start, key=lambda one: one.start)
        near = kept[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        if draft.end > draft.start and not any(_shares(draft, other) for other in near):
            kept.insert(at, draft)
    return kept


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
        when=_when(page, draft),
        quantity=quantity.quantity if quantity else None,
        score=draft.score,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
    )


def _when(page: Page, draft: Draft) -> str | None:
    first = bisect_left(page.dates, draft.start, key=lambda span: span.start)
    for span in page.dates[first : first + 1]:
        if span.end <= draft.end:
            return span.edtf
    return None


def _quantity(page: Page, draft: Draft) -> QuantitySpan | None:
    first = bisect_left(page.quantities, draft.start, key=lambda span: span.start)
    for span in page.quantities[first : first + 6]:
        if span.start >= draft.end:
            return None
        if span.end <= draft.end and span.kind != "age":
            return span
    return None
