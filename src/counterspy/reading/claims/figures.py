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
from counterspy.reading.claims.extent import Extent
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.page import Page, QuantitySpan

_STOPS = frozenset([",", ".", ";", ":", "(", ")"])
_TAILS = frozenset(["for", "after", "on", "over", "under", "because", "without", "so", "who", "which"])
_CHARGED = frozenset(
    ["charged", "charges", "charge", "indicted", "indictment", "indicts", "faces", "accused", "facing"]
)
_PROVEN = frozenset(["pleaded", "pled", "guilty", "convicted", "acquitted", "sentenced", "found", "jury"])
_ASKED = frozenset(["asked", "sought", "demanded", "requested", "seeking"])
_LISTED = frozenset(["charges", "counts", "count"])

_OPEN = frozenset(
    ["may", "might", "perhaps", "possibly", "probably", "reportedly", "apparently", "seems", "seem", "seemingly"]
)
_PENAL_NOUNS = frozenset(["years", "months", "days", "weeks", "month", "year"])
_WIDE = 10  # a count of ten and more needs no noun of the trade, only a deed


class FigureReader:
    """Reads the narrator's figures of one document."""

    def __init__(self, prose: Prose, finder: Finder, page: Page) -> None:
        self._prose = prose
        self._finder = finder
        self._page = page
        self._starts = [span.start for span in page.quantities]
        self._cues = cues()
        self._extent = Extent(prose, page)

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the figures of one run."""
        first, last = bisect_left(self._starts, run.start), bisect_left(self._starts, run.end)
        for span in self._page.quantities[first:last] if run.words else ():
            if span.kind != "age":
                yield from self._figure(run, span)

    def _figure(self, run: Run, span: QuantitySpan) -> Iterator[Draft]:
        at = run.word_at(span.start)
        stop = run.word_at(span.end)
        if at >= len(run.words) or run.is_quotation(at):
            return
        asked = next((index for index in range(max(0, at - 3), at) if run.words[index] in _ASKED), None)
        if asked is not None and span.kind == "duration":
            yield from self._asked(run, asked, at, stop)
        elif sentencing := self._sentencing(run, at, span):
            yield self._draft(run, sentencing, self._tail(run, stop), 0.8)
        elif set(span.quantity.unit.lower().split()) & _LISTED or run.words[stop : stop + 1] == ["charges"]:
            yield from self._counts_of(run, at, stop)
        elif self._counts(run, at, stop, span):
            yield self._draft(run, *self._extent.span(run, at, stop, span.kind), 0.5)

    def _asked(self, run: Run, asked: int, at: int, stop: int) -> Iterator[Draft]:
        speaker = self._finder.before(run, asked)
        low, high = shrink(run, at, self._reach(run, stop))
        start, end = run.starts[low], run.ends[high - 1]
        yield Draft(start=start, end=end, speaker=speaker, stance="asserted", score=0.75)

    def _sentencing(self, run: Run, at: int, span: QuantitySpan) -> int | None:
        """Index of the verb a sentence or fine hangs on."""
        if span.kind not in {"duration", "money"}:
            return None
        sentencing = self._cues.words["figures.sentencing"]
        for index in range(at - 1, max(-1, at - 16), -1):
            word = run.words[index]
            if word in {".", ";"}:
                return None
            if word not in sentencing:
                continue
            if word in {
                "handed",
                "faces",
                "face",
                "facing",
                "given",
                "received",
                "prison",
                "imposed",
                "condemned",
            } and not self._is_penal(run, at, span):
                continue
            if word == "prison":
                return next(
                    (
                        back
                        for back in range(index - 1, max(-1, index - 4), -1)
                        if run.words[back] in {"sent", "went", "goes"}
                    ),
                    None,
                )
            return index - 1 if word == "serve" and index and run.words[index - 1] == "to" else index
        return None

    def _is_penal(self, run: Run, at: int, span: QuantitySpan) -> bool:
        near = {*run.words[max(0, at - 6) : at + 8], *span.quantity.unit.lower().split()}
        is_charge = bool(near & {"count", "maximum", "penalty", "sentence", "sentences", "convicted", "term"})
        return bool(near & self._cues.words["figures.penal"]) or is_charge

    def _tail(self, run: Run, stop: int) -> int:
        at = stop
        while at < len(run.words) and run.words[at] not in _STOPS | _TAILS | {"and", "in", "by"} and at - stop < 8:
            at += 1
        if run.words[at : at + 1] == ["and"] and at + 2 < len(run.words) and run.words[at + 2] in _PENAL_NOUNS:
            at += 3
        if run.words[at : at + 2] == ["on", "each"]:
            at += 3
        if run.words[at : at + 1] == ["in"] and any(
            word in self._cues.words["figures.penal"] for word in run.words[at : at + 4]
        ):
            at += 2
            while at < len(run.words) and run.words[at - 1] not in self._cues.words["figures.penal"]:
                at += 1
        return max(at, 1)

    def _counts_of(self, run: Run, at: int, stop: int) -> Iterator[Draft]:
        """Counts of a charge: alleged, unless the clause says how they ended."""
        words = run.words
        low = clause_start(run, at, 0, self._cues)
        held = set(words[max(0, at - 24) : stop + 2])
        if words[stop : stop + 1] == ["of"] and words[stop + 2 : stop + 3] and words[stop + 2] in _LISTED:
            stop += 3
        is_unit = words[stop - 1] in _LISTED or words[stop : stop + 1] == ["charges"]
        held |= set(words[stop : stop + 24]) & (_CHARGED | {"brought", "laid", "filed"})
        if not is_unit or not held & (_CHARGED | _PROVEN | {"laid", "filed", "brought"}) - {"charges"}:
            return
        high = stop
        if words[high : high + 2] == [",", "of"]:
            high += 2
        while (
            high < len(words)
            and words[high] not in {",", ".", ";", "("}
            and not (words[high] == "and" and self._is_next(run, high + 1))
        ):
            high += 1
        verb = next(
            (index for index in range(at - 1, max(low, at - 4) - 1, -1) if words[index] in _PROVEN | {"pleaded"}), at
        )
        first = verb - 1 if words[verb] == "guilty" and verb else verb
        first = first if words[first] in {"pleaded", "pled"} else at
        stance = "asserted" if held & _PROVEN else "alleged"
        start, end = run.starts[first], run.ends[high - 1]
        yield Draft(start=start, end=end, speaker=None, stance=stance, score=0.72, needs_figure=True)

    def _is_next(self, run: Run, at: int) -> bool:
        """Whether after "and" another verb follows, no further noun."""
        following = run.words[at : at + 3]
        lists = self._cues.words
        return any(
            word in lists["clauses.auxiliaries"] or word in lists["figures.past"] or word.endswith("ed")
            for word in following
        )

    def _counts(self, run: Run, at: int, stop: int, span: QuantitySpan) -> bool:
        lists = self._cues.words
        low, high = clause_start(run, at, 0, self._cues), self._reach(run, stop)
        clause = set(run.words[low:high])
        if clause & lists["figures.idle"] or (
            run.words[at - 1 : at] == ["of"]
            and run.words[at - 2 : at - 1][0:1]
            and run.words[at - 2] in cues().words["figures.bodies"]
        ):
            return False
        if (
            run.words[at - 1 : at] == ["of"]
            and at > 1
            and run.words[at - 2] in cues().words["figures.masses"]
            and span.kind == "count"
        ):
            return True
        if span.kind == "money":
            return bool(set(run.words[:high]) & lists["grammar.payments"])
        if span.kind == "duration":
            near = set(run.words[max(low, at - 8) : min(high, stop + 9)])
            is_long = not set(span.quantity.unit.split()) & {"hour", "hours", "minute", "minutes"}
            return bool(near & lists["figures.penal"]) or (is_long and bool(clause & lists["figures.watching"]))
        has_verb = bool(clause & lists["figures.verbs"])
        if span.kind == "percent":
            return not run.is_heading and not clause & lists["figures.market"]
        unit = set(span.quantity.unit.lower().split())
        if self._finder.narrator() is not None and not run.is_heading:
            return has_verb or bool(unit & lists["figures.units"])
        if self._is_known(run, at, span):
            return False
        if unit & lists["figures.telling"] and span.quantity.value > 2 and not run.is_heading:
            return True
        if clause & lists["grammar.payments"] and unit and not unit & {"years", "days", "months", "times"}:
            return True
        near = {*run.words[at : stop + 5], *unit}
        if not has_verb and self._extent.verb(run, low - 1, high) is None:
            is_fragment = low > 0 or run.words[-1] not in {".", "!", "?"}
            return (
                span.quantity.value >= _WIDE
                and bool(unit & lists["figures.units"])
                and not run.is_heading
                and is_fragment
            )
        return has_verb and (
            bool(near & lists["figures.units"]) or (span.quantity.value >= _WIDE and not run.is_heading)
        )

    @staticmethod
    def _is_known(run: Run, at: int, span: QuantitySpan) -> bool:
        """As in "the six profiles", "three times his salary": told before, or no count at all."""
        before = run.words[at - 1] if at else ""
        is_definite = (
            before in {"the", "these", "those", "his", "her", "their", "its", "both"} and span.quantity.value < 20
        )
        after = run.words[at + 2 : at + 3]
        return is_definite or (
            span.quantity.unit.startswith("times") and after in (["his"], ["her"], ["the"], ["its"], ["their"], ["as"])
        )

    @staticmethod
    def _reach(run: Run, stop: int) -> int:
        """Where the words end among which a deed is looked for."""
        for at in range(stop, len(run.words)):
            if run.words[at] in {";", ":"} or (
                run.words[at] == ","
                and run.words[at + 1 : at + 2] in (["which"], ["but"], ["while"], ["half"], ["including"], ["and"])
            ):
                return at
        return len(run.words)

    def _draft(self, run: Run, low: int, high: int, score: float) -> Draft:
        held = set(run.words[low:high])
        stance = "asserted"
        if held & {"will", "shall"}:
            stance = "predicted"
        elif held & _OPEN or (score < 0.8 and held & {"charged", "accused", "indicted"} and not held & _PROVEN):
            stance = "hedged" if held & _OPEN else "alleged"
        return Draft(
            start=run.starts[low],
            end=run.ends[min(high, len(run.ends)) - 1],
            speaker=self._finder.narrator(),
            stance=stance,
            score=score,
            needs_figure=True,
        )
