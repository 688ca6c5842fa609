"""Contents: what a verb of saying governs to its right.

Invariant: the content never holds the verb; where nothing to the right can be said, there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from counterspy.reading.claims.clauses import content_pieces
from counterspy.reading.claims.cues import Verb, cues
from counterspy.reading.claims.prose import FILL, Run

_PERSONA = frozenset(["persona", "personae"])
_PAPERLY = frozenset(
    ["press", "written", "public", "joint", "official", "annual", "brief", "short", "court", "recent", "video"]
)
_NEARBY = 14


@cache
def _halts() -> frozenset[str]:
    """The words at which the search for a verb's "that" ends or may end."""
    return cues().words["clauses.auxiliaries"] | {*cues().verbs, "that", ";", ":", "."}


class Contents:
    """Finds contents in one document. `times`: starts of the words that dates are made of; `figures`: of quantities."""

    def __init__(self, times: frozenset[int], figures: list[int]) -> None:
        self._times = times
        self._figures = figures
        self._cues = cues()
        self._halts = _halts()

    def of(self, run: Run, at: int, verb: Verb) -> tuple[list[tuple[int, int]], int]:
        """The content right of a verb, as pieces, and where it ends."""
        words, word, first = run.words, run.words[at], at + 1
        if not _PERSONA.isdisjoint(words[first : first + 9]):
            return [], first  # "declared two attachés personae non gratae": an act
        last = self.last(run, at)
        that = self.that(run, at) if verb.takes_that else None
        if that is not None and that > first and verb.takes_clause and self._opens_clause(run, at, that):
            that = None  # "said their law lacks an offence that fits"
        if that is not None:
            return content_pieces(run, that + 1, last, self._cues)
        if first < len(words) and words[first] == "to":
            if word.startswith("claim") and words[first + 1 : first + 2] in (["be"], ["have"]):
                return content_pieces(run, first, last, self._cues)
            if verb.stance == "predicted" and first + 3 < last:
                return content_pieces(run, first + 1, last, self._cues)
            if verb.takes_gerund and first + 1 < len(words) and words[first + 1].endswith("ing"):
                return content_pieces(run, first + 1, last, self._cues)
        if first >= last or words[first] in {",", ".", ";", ":", ")", "by", "to", "as"}:
            return [], at + 1
        if verb.takes_clause and words[first][0] != FILL:
            if word in self._cues.words["grammar.listeners"]:
                first = self._listener_end(run, first)
                if "to" in words[first : first + 9] and not self._has_auxiliary(run, first):
                    return [], at + 1  # "told the director to divide the sum": an order
            if self._is_clause(run, first) and words[first] not in self._cues.words["grammar.no_clause"]:
                return content_pieces(run, first, last, self._cues)
        if first >= last:
            return [], at + 1
        if verb.takes_gerund and words[first].endswith("ing"):
            return content_pieces(run, first, last, self._cues)
        if words[first] == "no" and verb.takes_that:
            return content_pieces(run, first, last, self._cues)
        if word.startswith("claim") and words[first] == "responsibility":
            return content_pieces(run, first, last, self._cues)
        if not verb.takes_noun or run.is_heading:
            return [], at + 1
        first = self._past_time(run, first)
        if verb.stance == "denied" and "as" in words[first : first + 12]:
            last = words.index("as", first)
        if self._is_noun_content(run, first):
            return content_pieces(run, first, last, self._cues)
        return [], at + 1

    def _opens_clause(self, run: Run, at: int, that: int) -> bool:
        """Whether the content begins right behind the verb, before a "that" of its own."""
        lists, words = self._cues.words, run.words
        if words[at] in lists["grammar.listeners"]:
            return False
        return words[at + 1] in lists["grammar.subjects"] or (
            words[at + 1] in lists["grammar.determiners"] and that > at + 3
        )

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
        word = run.words[first]
        return word not in {"whether", "his", "her", "what"} and word not in self._cues.words["grammar.afterthoughts"]

    def that(self, run: Run, at: int) -> int | None:
        """Index of the "that" of this verb, past a listener, a place or a time."""
        words, halts = run.words, self._halts
        for index in range(at + 1, min(at + _NEARBY, len(words))):
            word = words[index]
            if word[0] == FILL:
                return None
            if word not in halts:
                continue
            if word == "that":
                is_object = index + 1 < len(words) and words[index + 1] in {",", "."}
                return None if is_object else index
            if word in {";", ":", "."}:
                return None
            if words[index - 1] in self._cues.words["grammar.determiners"] or words[index - 1] in _PAPERLY:
                continue  # "said in a comment that", "states in its ruling that"
            if index > at + 1 and (
                word not in {"claims", "reports"} or word in self._cues.words["clauses.auxiliaries"]
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
        words, verbs, auxiliaries = run.words, self._cues.verbs, self._cues.words["clauses.auxiliaries"]
        if first + 1 >= len(words):
            return False
        opening = words[first]
        if opening in self._cues.words["grammar.subjects"] and first + 2 < len(words):
            if words[first + 1] in {",", ".", ";"}:
                return False
            if opening not in {"it", "this", "these", "those", "there"}:
                return True
        if opening in auxiliaries:
            return False
        is_adverbial = opening in {"at", "with", "against", "by", "through", "of", "into", "from", "for"}
        if is_adverbial and words[first + 1] not in {"least", "most"}:
            return False
        for index in range(first, min(first + 16, len(words))):
            word = words[index]
            if word in {";", ".", ":"}:
                return False
            if word in {"and", "but"} and index + 1 < len(words) and words[index + 1] in verbs:
                return False
            if word in auxiliaries or word in verbs:
                return True
            if (
                index > first
                and (word.endswith("ed") or (word.endswith("s") and len(word) > 3))
                and words[index - 1] not in {"the", "a", "of", "in"}
            ):
                return True
        return False
