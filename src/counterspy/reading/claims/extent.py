"""Where the words of a figure begin and end: the deed that is counted, with its subject where that is short.

Invariant: the words lie in one run and hold the figure; linear in the length of the run.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import compress

from counterspy.reading.claims.clauses import clause_start, shrink
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.page import Page

_STOPS = frozenset([",", ".", ";", ":", "(", ")"])


_LINE = 14  # words
_LONG = 9  # words of a deed that is told at some length; no code points, as a name's length must not matter
_SUBJECT = 5  # words
_TRAILING = frozenset(
    [
        "which",
        "that",
        "who",
        "whom",
        "where",
        "when",
        "for",
        "to",
        "with",
        "from",
        "by",
        "over",
        "between",
        "during",
        "while",
        "after",
        "before",
    ]
)
_BULLETS = frozenset(["•", "-", "–", "—", "*", "○", "□", "◦", "▪"])
_GROWING = frozenset(
    [
        "grown",
        "grew",
        "risen",
        "rose",
        "fallen",
        "fell",
        "increased",
        "decreased",
        "doubled",
        "is",
        "was",
        "are",
        "were",
    ]
)
_ENDS = frozenset([";", ":", "—", "–", "(", ",", "in", "so", "without", "because", "whereas"])


@cache
def _verbs() -> frozenset[str]:
    """Auxiliaries and past forms."""
    return cues().words["clauses.auxiliaries"] | cues().words["figures.past"]


class Extent:
    """Finds the extent of figures in one document."""

    def __init__(self, prose: Prose, page: Page) -> None:
        self._prose = prose
        self._page = page
        self._starts = [span.start for span in page.quantities]
        self._cues = cues()

    def span(self, run: Run, at: int, stop: int, kind: str) -> tuple[int, int]:
        """The deed with its figure: with its subject where that is no longer than the rest, and no more where long."""
        low, high = self._deed(run, at, stop, kind)
        if run.is_heading or kind == "percent" or high - low <= _LONG:
            return low, high
        return self._narrowed(run, (low, high), at, stop)

    def _narrowed(self, run: Run, where: tuple[int, int], at: int, stop: int) -> tuple[int, int]:
        """A long deed without what is said of its purpose, time or place behind the figure, nor of who did it."""
        low, high = where
        words = run.words
        end = next((index for index in range(stop + 1, high) if words[index] in _TRAILING), high)
        if end < high:
            low, high = shrink(run, low, end)
        if high - low <= _LONG or high <= stop:
            return low, max(high, stop)
        verb = self.verb(run, low, at)
        if verb is not None and verb - low > _SUBJECT:
            low = verb
        return low, high

    def _deed(self, run: Run, at: int, stop: int, kind: str) -> tuple[int, int]:
        """The deed with its figure, at its full length."""
        words = run.words
        if (line := self._line(run, at, stop)) is not None:
            return line
        first = self._clause_start(run, at)
        low, high = shrink(run, first, self._clause_end(run, first, stop))
        if at > low + 3 and "who" in words[stop : min(stop + 6, high)]:
            relative = words.index("who", stop)
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
        if words[low] == "of" and "," in words[low:at]:
            return low, high  # "Of the 15 persons charged, four were convicted"
        comma = next((index for index in range(at - 1, max(low, at - 5), -1) if words[index] == ","), None)
        if comma is not None and self.verb(run, comma, at) is None:
            return comma + 1, high  # in apposition: "one of seventeen laptops that a student had been paid for"
        if words[at - 1 : at] == ["of"] and at > 2 and words[at - 2] in cues().words["figures.masses"]:
            return self._phrase_start(run, low, at), self._noun_stop(run, stop)
        verb = self.verb(run, low, at)
        if verb is not None and kind == "percent" and _GROWING & set(words[verb:at]):
            return low, high
        if verb is None and self.verb(run, stop, high) is None and words[at - 1 : at] in (["of"], ["by"]):
            low = self._phrase_start(run, low, at)
        if (
            verb is not None
            and verb - low > 4
            and run.starts[verb] - run.starts[low] > run.ends[high - 1] - run.starts[verb]
        ):
            low = verb
        return low, high

    @staticmethod
    def _line(run: Run, at: int, stop: int) -> tuple[int, int] | None:
        """All of a line of a list that is a label and its figure: "Law firms: 7 per cent"."""
        words = run.words
        if stop < len(words) - 1 or len(words) > _LINE or words[at - 1 : at] != [":"] or words[-1] in {".", "?", "!"}:
            return None
        low, high = shrink(run, 0, len(words))
        while low < at and words[low] in _BULLETS:
            low += 1
        return (low, high) if low < at - 1 else None

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
        return (
            word in {"was", "were", "is", "are", "has", "had", "will"}
            or word in lists["figures.past"]
            or word.endswith("ed")
        )

    @staticmethod
    def _noun_stop(run: Run, stop: int) -> int:
        return next((index for index in range(stop, len(run.words)) if run.words[index] in _STOPS), len(run.words))

    @staticmethod
    def _phrase_start(run: Run, low: int, at: int) -> int:
        """The noun phrase that a figure without a verb belongs to: "a botnet of about 40,000 cameras"."""
        return next(
            (index for index in range(at - 2, max(low, at - 6), -1) if run.words[index] in {"a", "an", "the"}),
            at - 2 if at - 2 >= low and run.words[at - 1] == "of" and run.words[at - 2].endswith("s") else at,
        )

    @staticmethod
    def _past_adverbial(run: Run, low: int, at: int) -> int:
        """Past "Between last June and Christmas," and "In the first three months,"."""
        if run.words[low] not in {
            "in",
            "on",
            "between",
            "from",
            "after",
            "since",
            "within",
            "by",
            "at",
            "during",
            "under",
            "over",
            "as",
        }:
            return low
        comma = next((index for index in range(low + 1, at) if run.words[index] == ","), None)
        return comma + 1 if comma is not None else low

    def verb(self, run: Run, low: int, at: int) -> int | None:
        """The first word of the verb before a figure."""
        words, lists, verbs = run.words, self._cues.words, _verbs()
        for index in range(at - 1, low, -1):
            word = words[index]
            if word in verbs or (
                word.endswith("ed")
                and words[index + 1 : index + 2] != [","]
                and words[index - 1] not in lists["grammar.determiners"]
                and words[index - 1] not in lists["grammar.prepositions"]
            ):
                while index - 1 > low and words[index - 1] in lists["clauses.auxiliaries"]:
                    index -= 1
                return index
        return None

    def _clause_start(self, run: Run, at: int) -> int:
        """The clause, or the deed it tells of: "for copying dozens of drawings"."""
        low = clause_start(run, at, 0, self._cues)
        words = run.words
        for index in range(at - 1, max(low, at - 8), -1):
            word = words[index]
            if word.endswith("ing") and words[index - 1] in {"for", "of", "by", "with"}:
                return index
            if word in {"who", "which"} and index + 1 < at:
                return index + 1
        return low

    def _clause_end(self, run: Run, first: int, stop: int) -> int:
        """Where the clause with the figure ends: before a comma, but for lists and for what parts subject and verb."""
        words = run.words
        for at in compress(range(stop, len(words)), map(_ENDS.__contains__, words[stop:])):
            word = words[at]
            following = words[at + 1] if at + 1 < len(words) else ""
            if word in {";", ":", "—", "–"} or (word == "(" and at > stop + 2):
                return at
            if word == "," and (
                following in self._cues.words["figures.asides"]
                or (not self._is_list(run, at) and self.verb(run, first - 1, at) is not None)
            ):
                return at
            if (word == "in" and following == "order") or (word == "so" and following == "that"):
                return at
            if word in {"without", "because", "whereas"} and at > stop:
                return at
        return len(words)

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
