"""Numbers about espionage that the narrator gives: how many were taken, paid, met, sentenced.

Invariant: a figure is a claim only where its unit or its clause is about espionage or its punishment; ages, dates and
what a body says of its own size are not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress

from msgspec import structs

from counterspy.reading.claims.clauses import clause_start, shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.extent import Extent
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.page import Page, QuantitySpan

_STOPS = frozenset([",", ".", ";", ":", "(", ")"])
_TAILS = frozenset(["for", "after", "on", "over", "under", "because", "without", "so", "who", "which"])
_PAST = _STOPS | _TAILS | {"and", "in", "by"}
_CHARGED = frozenset(
    ["charged", "charges", "charge", "indicted", "indictment", "indicts", "faces", "accused", "facing"]
)
_PROVEN = frozenset(["pleaded", "pled", "guilty", "convicted", "acquitted", "sentenced", "found", "jury"])
_SHORT_TIMES = frozenset(["hour", "hours", "minute", "minutes"])
_MEASURES = frozenset(["years", "days", "months", "times"])
_ACCUSED = frozenset(["charged", "accused", "indicted"])
_ASKED = frozenset(["asked", "sought", "demanded", "requested", "seeking"])
_CHARGE_ENDS = frozenset([",", ".", ";", "(", "contrary"])
_LISTED = frozenset(
    ["charges", "counts", "count", "specifications", "specification", "offences", "offenses", "felonies"]
)

_PAUSES = frozenset([";", ":", ","])
_GOES_ON = frozenset(["which", "but", "while", "half", "including", "and"])
_OPEN = frozenset(
    ["may", "might", "perhaps", "possibly", "probably", "reportedly", "apparently", "seems", "seem", "seemingly"]
)
_PENAL_NOUNS = frozenset(["years", "months", "days", "weeks", "month", "year"])
_GIVING = frozenset(["gave", "gives", "got", "gets", "received", "receives", "drew", "imposed", "given", "handed"])
_SPANS = frozenset(
    ["training", "experience", "access", "work", "notice", "leave", "service", "data", "later", "earlier", "ago"]
)
_APART = 16  # words between two things counted side by side
_NEAR = 8  # words to either side in which a word of a body's own size makes a figure idle
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

    def read(self, run: Run) -> list[Draft]:
        """Give the figures of one run."""
        starts = self._starts
        drafts: list[Draft] = []
        at = bisect_left(starts, run.start)
        before: QuantitySpan | None = None
        while at < len(starts) and starts[at] < run.end and run.words:
            span = self._page.quantities[at]
            at += 1
            if span.kind == "age":
                continue
            found = list(self._figure(run, span))
            if found and before is not None and drafts and (joint := self._joint(run, before, span)) is not None:
                found = self._parted(run, drafts, found[0], joint)
            drafts += found
            before = span if found else None
        return drafts

    def _joint(self, run: Run, before: QuantitySpan, span: QuantitySpan) -> int | None:
        """Index where the second of two things counted side by side begins: "two companies and three individuals"."""
        low, at = run.word_at(before.end), run.word_at(span.start)
        words = run.words
        if at - low > _APART or at >= len(words) or span.kind == "percent":
            return None
        first = at
        if words[at - 1] == "of":
            first = next((index for index in range(at - 2, low, -1) if words[index] in {"a", "an", "the"}), at)
        is_joined = first > low and words[first - 1] in {"and", ","} and words[first - 1 : first + 1] != [",", "or"]
        return first if is_joined and self._extent.verb(run, low, first) is None else None

    def _parted(self, run: Run, drafts: list[Draft], found: Draft, joint: int) -> list[Draft]:
        """Two drafts for two figures of one deed: the first is cut where the second begins."""
        last = drafts[-1]
        cut = run.starts[joint]
        if not last.start < cut < found.end:
            return [found]
        if last.end > cut:
            drafts[-1] = structs.replace(last, end=run.ends[shrink(run, 0, joint)[1] - 1])
        return [structs.replace(found, start=cut)]

    def _figure(self, run: Run, span: QuantitySpan) -> Iterator[Draft]:
        at = run.word_at(span.start)
        stop = run.word_at(span.end)
        if at >= len(run.words) or run.is_quotation(at):
            return
        if span.kind == "percent" and run.words[at - 2 : at] in ([",", "or"], ["(", "or"]):
            return  # "38 of them, or 29 per cent": the same once more
        asked = None
        if span.kind == "duration":
            asked = next((index for index in range(max(0, at - 3), at) if run.words[index] in _ASKED), None)
        unit = span.quantity.unit.lower().split()
        if asked is not None:
            yield from self._asked(run, asked, at, stop)
        elif sentencing := self._sentencing(run, at, span):
            yield self._draft(run, sentencing, self._tail(run, stop), 0.8)
        elif not _LISTED.isdisjoint(unit) or run.words[stop : stop + 1] == ["charges"]:
            yield from self._counts_of(run, at, stop)
        elif self._counts(run, (at, stop), span, unit):
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
        if sentencing.isdisjoint(run.words[max(0, at - 15) : at]):
            return None
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
                *_GIVING,
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
        is_term = span.kind == "duration" and not _PENAL_NOUNS.isdisjoint(span.quantity.unit.lower().split())
        if is_term and not _GIVING.isdisjoint(run.words[max(0, at - 4) : at]) and near.isdisjoint(_SPANS):
            return True
        is_charge = bool(near & {"count", "maximum", "penalty", "sentence", "sentences", "convicted", "term"})
        return bool(near & self._cues.words["figures.penal"]) or is_charge

    def _tail(self, run: Run, stop: int) -> int:
        at = stop
        while at < len(run.words) and run.words[at] not in _PAST and at - stop < 8:
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
            and words[high] not in _CHARGE_ENDS
            and words[high : high + 2] != ["in", "violation"]
            and not (words[high] == "and" and self._is_next(run, high + 1))
        ):
            high += 1
        verb = next(
            (index for index in range(at - 1, max(low, at - 4) - 1, -1) if words[index] in _PROVEN | {"pleaded"}), at
        )
        first = verb - 1 if words[verb] == "guilty" and verb else verb
        first = first if words[first] in {"pleaded", "pled"} else at
        is_grand = "grand" in held and "jury" in held  # a grand jury charges, another one finds
        stance = "asserted" if held & (_PROVEN - {"jury"} if is_grand else _PROVEN) else "alleged"
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

    def _counts(self, run: Run, where: tuple[int, int], span: QuantitySpan, unit: list[str]) -> bool:
        """Whether the figure at the words `where` is about espionage; `unit`: the lower-case words of its unit."""
        at, stop = where
        words, lists = run.words, self._cues.words
        low, high = clause_start(run, at, 0, self._cues), self._reach(run, stop)
        clause = set(words[low:high])
        is_part = at > 1 and words[at - 1] == "of"
        near = {
            *words[max(low, at - _NEAR) : at],
            *words[stop - 1 : min(high, stop + _NEAR)],
        }  # "licence plates" are none
        if not lists["figures.idle"].isdisjoint(near) or (is_part and words[at - 2] in lists["figures.bodies"]):
            return False
        if is_part and span.kind == "count" and words[at - 2] in lists["figures.masses"]:
            return True
        if span.kind == "money":
            return not lists["grammar.payments"].isdisjoint(words[:high])
        if span.kind == "duration":
            if not lists["figures.penal"].isdisjoint(words[max(low, at - 8) : min(high, stop + 9)]):
                return True
            is_long = _SHORT_TIMES.isdisjoint(span.quantity.unit.split())
            return is_long and not lists["figures.watching"].isdisjoint(clause)
        if span.kind == "percent":
            return not run.is_heading and lists["figures.market"].isdisjoint(clause)
        has_verb = not lists["figures.verbs"].isdisjoint(clause)
        if self._finder.narrator() is not None and not run.is_heading:
            return has_verb or not lists["figures.units"].isdisjoint(unit)
        if self._is_known(run, at, span):
            return False
        if span.quantity.value > 2 and not run.is_heading and not lists["figures.telling"].isdisjoint(unit):
            return True
        if unit and not lists["grammar.payments"].isdisjoint(clause) and _MEASURES.isdisjoint(unit):
            return True
        is_many = span.quantity.value >= _WIDE and not run.is_heading
        if not has_verb and self._extent.verb(run, low - 1, high) is None:
            is_fragment = low > 0 or words[-1] not in {".", "!", "?"}
            return is_many and is_fragment and not lists["figures.units"].isdisjoint(unit)
        return has_verb and (is_many or not lists["figures.units"].isdisjoint([*words[at : stop + 5], *unit]))

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
        words = run.words
        for at in compress(range(stop, len(words)), map(_PAUSES.__contains__, words[stop:])):
            word = words[at]
            if word != "," or (at + 1 < len(words) and words[at + 1] in _GOES_ON):
                return at
        return len(words)

    def _draft(self, run: Run, low: int, high: int, score: float) -> Draft:
        held = run.words[low:high]
        stance = "asserted"
        if "will" in held or "shall" in held:
            stance = "predicted"
        elif not _OPEN.isdisjoint(held):
            stance = "hedged"
        elif score < 0.8 and not _ACCUSED.isdisjoint(held) and _PROVEN.isdisjoint(held):
            stance = "alleged"
        return Draft(
            start=run.starts[low],
            end=run.ends[min(high, len(run.ends)) - 1],
            speaker=self._finder.narrator(),
            stance=stance,
            score=score,
            needs_figure=True,
        )
