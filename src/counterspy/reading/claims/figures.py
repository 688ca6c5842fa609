"""Numbers about espionage that the narrator gives: how many were taken, paid, met, sentenced.

Invariant: a figure is a claim only where its unit or its clause is about espionage or its punishment; ages, dates and
what a body says of its own size are not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from counterspy.reading.claims.clauses import clause_start, shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.page import Page, QuantitySpan

_STOPS = frozenset([",", ".", ";", ":", "(", ")"])
_TAILS = frozenset(["for", "after", "on", "over", "under", "because"])


class FigureReader:
    """Reads the narrator's figures of one document."""

    def __init__(self, prose: Prose, finder: Finder, page: Page) -> None:
        self._prose = prose
        self._finder = finder
        self._page = page
        self._starts = [span.start for span in page.quantities]
        self._cues = cues()

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the figures of one run."""
        first, last = bisect_left(self._starts, run.start), bisect_left(self._starts, run.end)
        for span in self._page.quantities[first:last]:
            if span.kind != "age":
                yield from self._figure(run, span)

    def _figure(self, run: Run, span: QuantitySpan) -> Iterator[Draft]:
        at = run.word_at(span.start)
        stop = run.word_at(span.end)
        if at >= len(run.words):
            return
        asked = next(
            (
                index
                for index in range(max(0, at - 3), at)
                if run.words[index] in {"asked", "sought", "demanded", "requested", "seeking"}
            ),
            None,
        )
        if span.kind == "duration" and asked is not None:
            yield from self._asked(run, asked, at, stop)
        elif sentencing := self._sentencing(run, at, span):
            yield self._draft(run, sentencing, self._tail(run, stop), 0.8)
        elif self._counts(run, at, stop, span):
            yield from self._clause(run, at, stop)

    def _asked(self, run: Run, asked: int, at: int, stop: int) -> Iterator[Draft]:
        speaker = self._finder.before(run, asked)
        low, high = shrink(run, at, self._clause_end(run, stop))
        start, end = run.starts[low], run.ends[high - 1]
        yield Draft(start=start, end=end, speaker=speaker, stance="asserted", score=0.75)

    def _sentencing(self, run: Run, at: int, span: QuantitySpan) -> int | None:
        """Index of the verb a sentence or fine hangs on."""
        if span.kind not in {"duration", "money"}:
            return None
        for index in range(at - 1, max(-1, at - 16), -1):
            word = run.words[index]
            if word in {".", ";"}:
                return None
            if word in self._cues.words["figures.sentencing"]:
                return index - 1 if word == "serve" and index and run.words[index - 1] == "to" else index
        return None

    def _tail(self, run: Run, stop: int) -> int:
        at = stop
        while at < len(run.words) and run.words[at] not in _STOPS | _TAILS | {"and", "in"} and at - stop < 8:
            at += 1
        if (
            run.words[at : at + 1] == ["and"]
            and at + 2 < len(run.words)
            and run.words[at + 2] in {"months", "month", "days", "weeks"}
        ):
            at += 3
        if run.words[at : at + 1] == ["in"] and any(
            word in self._cues.words["figures.penal"] for word in run.words[at : at + 4]
        ):
            at += 2
            while at < len(run.words) and run.words[at - 1] not in self._cues.words["figures.penal"]:
                at += 1
        return max(at, 1)

    def _counts(self, run: Run, at: int, stop: int, span: QuantitySpan) -> bool:
        lists = self._cues.words
        low, high = clause_start(run, at, 0, self._cues), self._clause_end(run, stop)
        clause = set(run.words[low:high])
        if clause & lists["figures.idle"]:
            return False
        if span.kind == "money":
            return bool(clause & cues().words["grammar.payments"])
        if span.kind == "duration":
            return bool(clause & lists["figures.penal"])
        has_verb = bool(clause & lists["figures.verbs"])
        if span.kind == "percent":
            return has_verb or self._finder.narrator() is not None
        if self._finder.narrator() is not None and not run.is_heading:
            return True
        if (
            clause & cues().words["grammar.payments"]
            and span.quantity.unit
            and not set(span.quantity.unit.lower().split()) & {"years", "days", "months", "times"}
        ):
            return True
        near = {*run.words[at : stop + 5], *span.quantity.unit.lower().split()}
        return bool(near & lists["figures.units"]) and has_verb

    def _clause(self, run: Run, at: int, stop: int) -> Iterator[Draft]:
        low, high = shrink(run, self._clause_start(run, at), self._clause_end(run, stop))
        relative = next((index for index in range(stop, min(stop + 6, high)) if run.words[index] == "who"), None)
        if relative is not None and at > low + 3:
            low, high = (
                at,
                next(
                    (index for index in range(relative + 5, high) if run.words[index] in {"of", "from", ",", "in"}),
                    high,
                ),
            )
        if high > low:
            yield self._draft(run, low, high, 0.5)

    def _clause_start(self, run: Run, at: int) -> int:
        """The clause, or the deed it tells of: "for retaining and transmitting hundreds of pages"."""
        low = clause_start(run, at, 0, self._cues)
        for index in range(at - 1, max(low, at - 8), -1):
            if run.words[index].endswith("ing") and run.words[index - 1] in {"for", "of", "by", "with"}:
                return index
        return low

    @staticmethod
    def _clause_end(run: Run, stop: int) -> int:
        for at in range(stop, len(run.words)):
            if run.words[at] in {";", ":"} or (
                run.words[at] == ","
                and run.words[at + 1 : at + 2] in (["which"], ["but"], ["while"], ["half"], ["including"], ["and"])
            ):
                return at
        return len(run.words)

    def _draft(self, run: Run, low: int, high: int, score: float) -> Draft:
        return Draft(
            start=run.starts[low],
            end=run.ends[min(high, len(run.ends)) - 1],
            speaker=self._finder.narrator(),
            stance="asserted",
            score=score,
            needs_figure=True,
        )
