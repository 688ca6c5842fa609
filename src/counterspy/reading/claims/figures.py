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
_TAILS = frozenset(["for", "after", "on", "over", "under", "because", "without", "so", "who", "which"])
_CHARGED = frozenset(["charged", "charges", "charge", "indicted", "indictment", "indicts", "faces", "accused", "facing"])
_PROVEN = frozenset(["pleaded", "pled", "guilty", "convicted", "acquitted", "sentenced", "found", "jury"])
_BODIES = frozenset(["company", "network", "firm", "team", "group", "association", "panel", "court", "committee", "alliance", "consortium", "union", "survey", "sample"])
_MASSES = frozenset(["botnet", "trove", "cache", "haul", "collection", "archive", "database", "list", "set", "batch", "total", "fleet", "package", "bundle"])
_ASKED = frozenset(["asked", "sought", "demanded", "requested", "seeking"])
_LISTED = frozenset(["charges", "counts", "count"])

_OPEN = frozenset(["may", "might", "perhaps", "possibly", "probably", "reportedly", "apparently", "seems", "seem", "seemingly"])
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
            yield self._draft(run, *self._span(run, at, stop, span.kind), 0.5)

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
            if word in {"handed", "faces", "face", "facing", "given", "received", "prison", "imposed", "condemned"} and not self._is_penal(run, at, span):
                continue
            if word == "prison":
                return next((back for back in range(index - 1, max(-1, index - 4), -1) if run.words[back] in {"sent", "went", "goes"}), None)
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
        while high < len(words) and words[high] not in {",", ".", ";", "("} and not (words[high] == "and" and self._is_next(run, high + 1)):
            high += 1
        verb = next((index for index in range(at - 1, max(low, at - 4) - 1, -1) if words[index] in _PROVEN | {"pleaded"}), at)
        first = verb - 1 if words[verb] == "guilty" and verb else verb
        first = first if words[first] in {"pleaded", "pled"} else at
        stance = "asserted" if held & _PROVEN else "alleged"
        start, end = run.starts[first], run.ends[high - 1]
        yield Draft(start=start, end=end, speaker=None, stance=stance, score=0.72, needs_figure=True)

    def _is_next(self, run: Run, at: int) -> bool:
        """Whether after "and" another verb follows, no further noun."""
        following = run.words[at : at + 3]
        lists = self._cues.words
        return any(word in lists["clauses.auxiliaries"] or word in lists["figures.past"] or word.endswith("ed") for word in following)

    def _counts(self, run: Run, at: int, stop: int, span: QuantitySpan) -> bool:
        lists = self._cues.words
        low, high = clause_start(run, at, 0, self._cues), self._reach(run, stop)
        clause = set(run.words[low:high])
        if clause & lists["figures.idle"] or (run.words[at - 1 : at] == ["of"] and run.words[at - 2 : at - 1][0:1] and run.words[at - 2] in _BODIES):
            return False
        if run.words[at - 1 : at] == ["of"] and at > 1 and run.words[at - 2] in _MASSES and span.kind == "count":
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
        if not has_verb and self._verb(run, low - 1, high) is None:
            is_fragment = low > 0 or run.words[-1] not in {".", "!", "?"}
            return span.quantity.value >= _WIDE and bool(unit & lists["figures.units"]) and not run.is_heading and is_fragment
        return has_verb and (bool(near & lists["figures.units"]) or (span.quantity.value >= _WIDE and not run.is_heading))

    @staticmethod
    def _is_known(run: Run, at: int, span: QuantitySpan) -> bool:
        """As in "the six profiles", "three times his salary": told before, or no count at all."""
        before = run.words[at - 1] if at else ""
        is_definite = before in {"the", "these", "those", "his", "her", "their", "its", "both"} and span.quantity.value < 20
        after = run.words[at + 2 : at + 3]
        return is_definite or (span.quantity.unit.startswith("times") and after in (["his"], ["her"], ["the"], ["its"], ["their"], ["as"]))

    def _span(self, run: Run, at: int, stop: int, kind: str) -> tuple[int, int]:
        """The deed with its figure: with its subject where that is no longer than the rest."""
        words = run.words
        first = self._clause_start(run, at)
        low, high = shrink(run, first, self._clause_end(run, first, stop))
        relative = next((index for index in range(stop, min(stop + 6, high)) if words[index] == "who"), None)
        if relative is not None and at > low + 3:
            return at, next(
                (index for index in range(relative + 5, high) if words[index] in {"of", "from", ",", "in"}), high
            )
        if first and words[first - 1] in {"who", "which"}:
            high = next((index for index in range(stop, high) if self._is_finite(words[index])), high)
        if kind == "money":
            high = next((index for index in range(stop, high) if words[index] == "to"), high)
        if kind == "percent" and (parts := self._listed(run, low, high, at)) is not None:
            return parts
        low = self._past_adverbial(run, low, at)
        comma = next((index for index in range(at - 1, max(low, at - 5), -1) if words[index] == ","), None)
        if comma is not None and self._verb(run, comma, at) is None:
            return comma + 1, high  # in apposition: "one of seventeen laptops that a student had been paid for"
        if words[at - 1 : at] == ["of"] and at > 2 and words[at - 2] in _MASSES:
            return self._phrase_start(run, low, at), self._noun_stop(run, stop)
        verb = self._verb(run, low, at)
        if verb is None and self._verb(run, stop, high) is None and words[at - 1 : at] in (["of"], ["by"]):
            low = self._phrase_start(run, low, at)
        if verb is not None and verb - low > 4 and run.starts[verb] - run.starts[low] > run.ends[high - 1] - run.starts[verb]:
            low = verb
        return low, high

    def _listed(self, run: Run, low: int, high: int, at: int) -> tuple[int, int] | None:
        """One of several shares in a list: "41 per cent named Peru, 24 per cent Chile and 4 per cent Cuba"."""
        first, last = bisect_left(self._starts, run.starts[low]), bisect_left(self._starts, run.ends[high - 1])
        shares = [run.word_at(span.start) for span in self._page.quantities[first:last] if span.kind == "percent"]
        if len(shares) < 2 or at not in shares:
            return None
        place = shares.index(at)
        begin = at
        while begin > low and run.words[begin - 1] not in {",", "and", "(", ";"} and begin - 1 not in shares:
            begin -= 1
        end = next((index for index in range(at + 2, high) if run.words[index] in {",", ")", ";"}), high)
        if place + 1 < len(shares):
            end = min(end, shares[place + 1])
        return shrink(run, begin, end)

    def _is_finite(self, word: str) -> bool:
        lists = self._cues.words
        return word in {"was", "were", "is", "are", "has", "had", "will"} or word in lists["figures.past"] or word.endswith("ed")

    @staticmethod
    def _noun_stop(run: Run, stop: int) -> int:
        return next((index for index in range(stop, len(run.words)) if run.words[index] in _STOPS), len(run.words))

    @staticmethod
    def _phrase_start(run: Run, low: int, at: int) -> int:
        """The noun phrase that a figure without a verb belongs to: "a botnet of about 40,000 cameras"."""
        return next((index for index in range(at - 2, max(low, at - 6), -1) if run.words[index] in {"a", "an", "the"}), at)

    @staticmethod
    def _past_adverbial(run: Run, low: int, at: int) -> int:
        """Past "Between last June and Christmas," and "In the first three months,"."""
        if run.words[low] not in {"in", "on", "between", "from", "after", "since", "within", "by", "at", "during", "under", "over", "as"}:
            return low
        comma = next((index for index in range(low + 1, at) if run.words[index] == ","), None)
        return comma + 1 if comma is not None else low

    def _verb(self, run: Run, low: int, at: int) -> int | None:
        """The first word of the verb before a figure."""
        lists = self._cues.words
        for index in range(at - 1, low, -1):
            word = run.words[index]
            before = run.words[index - 1]
            if word in lists["clauses.auxiliaries"] or word in lists["figures.past"] or (
                word.endswith("ed") and before not in lists["grammar.determiners"] and before not in lists["grammar.prepositions"]
            ):
                while index - 1 > low and run.words[index - 1] in lists["clauses.auxiliaries"]:
                    index -= 1
                return index
        return None

    def _clause_start(self, run: Run, at: int) -> int:
        """The clause, or the deed it tells of: "for retaining and transmitting hundreds of pages"."""
        low = clause_start(run, at, 0, self._cues)
        for index in range(at - 1, max(low, at - 8), -1):
            if run.words[index].endswith("ing") and run.words[index - 1] in {"for", "of", "by", "with"}:
                return index
            if run.words[index] in {"who", "which"} and index + 1 < at:
                return index + 1
        return low

    def _clause_end(self, run: Run, first: int, stop: int) -> int:
        """Where the clause with the figure ends: before a comma, but for lists and for what parts subject and verb."""
        words = run.words
        for at in range(stop, len(words)):
            if words[at] in {";", ":", "—", "–"} or (words[at] == "(" and at > stop + 2):
                return at
            if words[at] == "," and not self._is_list(run, at) and self._verb(run, first - 1, at) is not None:
                return at
            if words[at : at + 2] in (["in", "order"], ["so", "that"]) or (
                words[at] in {"without", "because", "whereas"} and at > stop
            ):
                return at
        return len(words)

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

    def _is_list(self, run: Run, comma: int) -> bool:
        """After the comma goes on what is counted or where: a number, or names with "and" before the last."""
        words = run.words
        if comma + 1 >= len(words):
            return False
        if words[comma + 1][0].isdigit():
            return True
        if not self._prose.flat[run.starts[comma + 1]].isupper():
            return False
        end = next((at for at in range(comma + 1, min(comma + 5, len(words))) if words[at] in {",", "and"}), None)
        return end is not None

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
