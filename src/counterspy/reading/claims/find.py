"""Puts the rules together and weighs them: one statement a place, the most trusted rule first.

Invariant: `quote == text[start:end]`, no two claims have the same span, and none lies mostly inside another.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from counterspy.model import ReadClaim
from counterspy.reading.claims.carried import quoted_blocks, shared_speakers
from counterspy.reading.claims.cast import Cast, as_cast
from counterspy.reading.claims.charges import ChargeReader
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.figures import FigureReader
from counterspy.reading.claims.headlines import HeadlineReader
from counterspy.reading.claims.hedges import HedgeReader
from counterspy.reading.claims.issuers import IssuerReader
from counterspy.reading.claims.prose import Prose, as_prose
from counterspy.reading.claims.reported import Reporter
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.claims.speech import SpeechReader
from counterspy.reading.page import Page, QuantitySpan

_NEIGHBOURS = 4
_FEW = 20
_RISE = 24  # code points between the ends of a rise: "from 31 in 2021 to 58"


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
    speech, charges = SpeechReader(prose, finder), ChargeReader(prose, finder, figures)
    hedges, counts = HedgeReader(prose, finder, figures), FigureReader(prose, finder, page)
    issuer, headlines = IssuerReader(finder), HeadlineReader(finder)
    drafts: list[Draft] = []
    is_own = issuer.speaks
    for run in prose.runs:
        finder.begin(run)
        if run.cues:
            drafts += reporter.read(run)
        if run.quoted:
            drafts += speech.read(run)
        if run.cues:
            drafts += charges.read(run)
            drafts += hedges.read(run)
        drafts += counts.read(run)
        if run.is_heading:
            drafts += headlines.read(run)
        if is_own:
            drafts += issuer.read(run)
    figured = _Figures(page)
    drafts = [draft for draft in drafts if not draft.needs_figure or figured.within(draft)]
    drafts = _weighed([*drafts, *quoted_blocks(prose, reporter)])
    claims = [_claim(page, cast, figured, draft) for draft in shared_speakers(prose, drafts)]
    return _said_once(claims, [(run.start, run.end) for run in prose.runs if run.is_heading])


class _Figures:
    """The quantities of a page, to look one up in a span."""

    def __init__(self, page: Page) -> None:
        self._spans = [span for span in page.quantities if span.kind != "age"]
        self._starts = [span.start for span in self._spans]
        self._flat = page.text

    def within(self, draft: Draft) -> QuantitySpan | None:
        """The quantity that a draft is about: the first that lies wholly inside it, unless a later one is weightier."""
        chosen: QuantitySpan | None = None
        for at in range(bisect_left(self._starts, draft.start), len(self._spans)):
            span = self._spans[at]
            if self._starts[at] >= draft.end:
                break
            if span.end <= draft.end and (chosen is None or self._is_weightier(chosen, span)):
                chosen = span
        return chosen

    def _is_weightier(self, first: QuantitySpan, later: QuantitySpan) -> bool:
        """A share over the few who hold it, a bounded number over a small plain one, a rise's end over its start."""
        if first.quantity.comparator != "exactly" or first.kind in {"money", "percent"}:
            return False
        gap = self._flat[first.end : later.start]
        if gap == " to " or (
            gap.endswith(" to ") and self._flat.endswith(" from ", 0, first.start) and len(gap) < _RISE
        ):
            return first.kind == later.kind
        if later.kind == "percent":
            return first.quantity.value < _FEW
        is_bounded = later.quantity.comparator != "exactly"
        return is_bounded and (first.quantity.value < _FEW or first.kind == "duration")


def _said_once(claims: list[ReadClaim], headings: list[tuple[int, int]]) -> tuple[ReadClaim, ...]:
    """Leave out of a headline what the text gives again: figures, a sentence, and speech where the text has more."""
    if not headings:
        return tuple(claims)
    titled = [claim for claim in claims if any(start <= claim.start < end for start, end in headings)]
    told = [claim for claim in claims if claim not in titled] if titled else claims
    values = {(claim.quantity.value, word) for claim in told if claim.quantity for word in _unit(claim)}
    is_sentenced = any("sentenced" in claim.quote[:12].lower() for claim in told)
    is_told = len(told) > 1
    again = [
        claim
        for claim in titled
        if (claim.quantity is None and is_told)
        or (claim.speaker is not None and is_told)
        or (is_sentenced and claim.quote.lower().startswith("sentenced"))
        or (claim.quantity and any((claim.quantity.value, word) in values for word in _unit(claim)))
    ]
    return tuple(claim for claim in claims if claim not in again) if again else tuple(claims)


def _unit(claim: ReadClaim) -> list[str]:
    return claim.quantity.unit.lower().split() if claim.quantity else []


def _times(page: Page, prose: Prose) -> frozenset[int]:
    """Starts of the words that dates are made of."""
    starts: set[int] = set()
    for date in page.dates:
        at = date.start
        for word in prose.flat[at : date.end].split(" "):
            starts.add(at)
            at += len(word) + 1
    return frozenset(starts)


def _weighed(drafts: list[Draft]) -> list[Draft]:
    """The drafts of which none shares half with a more trusted one, in order of position."""
    kept: list[Draft] = []
    starts: list[int] = []
    for draft in sorted(drafts, key=lambda one: (-one.score, one.start, one.end)):
        start, end = draft.start, draft.end
        at = bisect_left(starts, start)
        for other in kept[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:  # what is kept hardly overlaps: these do
            if other.start < end and start < other.end:
                both = min(end, other.end) - max(start, other.start)
                if both * 2 > min(end - start, other.end - other.start):
                    break
        else:
            if end > start:
                kept.insert(at, draft)
                starts.insert(at, start)
    return kept


def _claim(page: Page, cast: Cast, figured: _Figures, draft: Draft) -> ReadClaim:
    quantity = figured.within(draft)
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
    first = bisect_left(page.dates, draft.start, key=attrgetter("start"))
    for span in page.dates[first : first + 1]:
        if span.end <= draft.end:
            return span.edtf
    return None
