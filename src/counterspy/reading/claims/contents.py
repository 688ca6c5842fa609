"""Contents: what a verb of saying governs to its right.

Invariant: the content never holds the verb; where nothing to the right can be said, there is none.
"""

from __future__ import annotations

from bisect import bisect_left

from counterspy.reading.claims.clauses import content_pieces
from counterspy.reading.claims.cues import Verb, cues
from counterspy.reading.claims.prose import Run

_PERSONA = frozenset(["persona", "personae"])
_NEARBY = 14


class Contents:
    """Finds contents in one document. `times`: starts of the words that dates are made of; `figures`: of quantities."""

    def __init__(self, times: frozenset[int], figures: list[int]) -> None:
        self._times = times
        self._figures = figures
        self._cues = cues()

    def of(self, run: Run, at: int, verb: Verb) -> tuple[list[tuple[int, int]], int]:
        """The content right of a verb, as pieces, and where it ends."""
        last = self.last(run, at)
        if _PERSONA & set(run.words[at + 1 : at + 10]):
            return [], at + 1  # "declared two attachés personae non gratae": an act
        that = self.that(run, at)
        if that is not None and verb.takes_that:
            return content_pieces(run, that + 1, last, self._cues)
        first = at + 1
        if first < last and run.words[first] in {":", ","} and run.is_quotation(first + 1):
            return [], at + 1
        if run.words[first : first + 2] in (["to", "be"], ["to", "have"]) and run.words[at].startswith("claim"):
            return content_pieces(run, first, last, self._cues)
        if verb.takes_gerund and run.words[first : first + 1] == ["to"] and run.words[first + 1].endswith("ing"):
            return content_pieces(run, first + 1, last, self._cues)
        if first >= last or run.words[first] in {",", ".", ";", ":", ")", "by", "to", "as"}:
            return [], at + 1
        if verb.takes_clause and not run.is_quotation(first):
            if run.words[at] in cues().words["grammar.listeners"]:
                first = self._listener_end(run, first)
                if "to" in run.words[first : first + 9] and not self._has_auxiliary(run, first):
                    return [], at + 1  # "told the director to divide the sum": an order
            if self._is_clause(run, first) and run.words[first] not in cues().words["grammar.no_clause"]:
                return content_pieces(run, first, last, self._cues)
        if first >= last:
            return [], at + 1
        if verb.takes_gerund and run.words[first].endswith("ing"):
            return content_pieces(run, first, last, self._cues)
        if run.words[first] == "no" and verb.takes_that:
            return content_pieces(run, first, last, self._cues)
        if run.words[at].startswith("claim") and run.words[first] == "responsibility":
            return content_pieces(run, first, last, self._cues)
        first = self._past_time(run, first)
        if verb.stance == "denied" and "as" in run.words[first : first + 12]:
            last = run.words.index("as", first)
        if verb.takes_noun and not run.is_heading and self._is_noun_content(run, first):
            return content_pieces(run, first, last, self._cues)
        return [], at + 1

    def counted(self, run: Run, at: int) -> tuple[list[tuple[int, int]], int]:
        """The noun phrase with a number that a verb of finding takes: "counted fourteen such cases"."""
        last = self.last(run, at)
        if at + 2 >= last or run.words[at + 1] in {",", ".", ";", ":", "by", "to", "as", "according", "in", "on"}:
            return [], at + 1
        index = bisect_left(self._figures, run.starts[at + 1])
        near = run.ends[min(at + 12, last - 1)]
        if index == len(self._figures) or self._figures[index] >= near:
            return [], at + 1
        if self._is_told_later(run, at, last):
            return [], at + 1
        tail = next(
            (
                index
                for index in range(at + 2, last - 1)
                if run.words[index] == "," and run.words[index + 1] in {"which", "whose", "who", "among"}
            ),
            last,
        )
        return content_pieces(run, at + 1, tail, self._cues)

    def _is_told_later(self, run: Run, at: int, last: int) -> bool:
        """Whether the sentence ends in an attribution of its own: "…, a senior official said."."""
        comma = next((index for index in range(last - 1, at, -1) if run.words[index] == ","), None)
        if comma is None or last - comma > 16:
            return False
        return any(
            run.words[index] in self._cues.verbs and self._cues.verbs[run.words[index]].takes_clause
            for index in range(comma + 1, last)
        )

    def _past_time(self, run: Run, first: int) -> int:
        """Past "in mid-June 2016", "on Monday"."""
        at = first
        if run.words[at] in {"in", "on"}:
            at += 1
            while at < len(run.words) and at - first < 5 and run.starts[at] in self._times:
                at += 1
        return at if at > first + 1 else first

    @staticmethod
    def last(run: Run, at: int) -> int:
        """The end of the run; of its leading clause where the verb stands in one ("When X announced Y, …")."""
        if run.words[0] in cues().words["grammar.subordinate"] and "," not in run.words[:at]:
            return next((index for index in range(at, len(run.words)) if run.words[index] == ","), len(run.words))
        return len(run.words)

    def _is_noun_content(self, run: Run, first: int) -> bool:
        """A noun phrase of two words and more, no adverbial ("announced on Monday")."""
        if first + 1 >= len(run.words) or run.is_quotation(first):
            return False
        if run.words[first] == "this":
            return run.words[first + 1] not in {
                "week",
                "month",
                "year",
                "morning",
                "spring",
                "summer",
                "autumn",
                "winter",
            }
        return run.words[first] not in self._cues.words["grammar.afterthoughts"] | {"whether", "his", "her", "what"}

    def that(self, run: Run, at: int) -> int | None:
        """Index of the "that" of this verb, past a listener, a place or a time."""
        for index in range(at + 1, min(at + _NEARBY, len(run.words))):
            word = run.words[index]
            if word == "that":
                is_object = index + 1 < len(run.words) and run.words[index + 1] in {",", "."}
                return None if is_object else index
            if word in {";", ":", "."} or run.is_quotation(index):
                return None
            if index > at + 1 and (
                (word in self._cues.verbs and word not in {"claims", "reports"})
                or word in self._cues.words["clauses.auxiliaries"]
            ):
                return None
        return None

    def _has_auxiliary(self, run: Run, first: int) -> bool:
        to = run.words.index("to", first)
        return any(
            word in self._cues.words["clauses.auxiliaries"] or word in self._cues.words["grammar.subjects"]
            for word in run.words[first:to]
        )

    @staticmethod
    def _listener_end(run: Run, first: int) -> int:
        """Past "the court", "reporters in Vienna"."""
        at = first
        if run.words[at] in {"the", "a", "an", "his", "her", "our"}:
            at += 1
        return at + 1

    def _is_clause(self, run: Run, first: int) -> bool:
        """A finite verb follows soon: an auxiliary, or a word in -ed or -s after a noun; or a pronoun opens it."""
        if first + 1 >= len(run.words):
            return False
        if run.words[first] in cues().words["grammar.subjects"] and first + 2 < len(run.words):
            if run.words[first + 1] in {",", ".", ";"}:
                return False
            if run.words[first] not in {"it", "this", "these", "those", "there"}:
                return True
        if run.words[first] in self._cues.words["clauses.auxiliaries"]:
            return False
        is_adverbial = run.words[first] in {"at", "with", "against", "by", "through", "of", "into", "from", "for"}
        if is_adverbial and run.words[first + 1 : first + 2] not in (["least"], ["most"]):
            return False
        for index in range(first, min(first + 16, len(run.words))):
            word = run.words[index]
            if word in {";", ".", ":"}:
                return False
            if word in {"and", "but"} and index + 1 < len(run.words) and run.words[index + 1] in self._cues.verbs:
                return False
            if word in self._cues.words["clauses.auxiliaries"] or word in self._cues.verbs:
                return True
            if (
                index > first
                and (word.endswith("ed") or (word.endswith("s") and len(word) > 3))
                and run.words[index - 1] not in {"the", "a", "of", "in"}
            ):
                return True
        return False
