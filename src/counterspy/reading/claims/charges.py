"""Charges and allegations: what somebody is charged with, accused or suspected of, before any judgment.

Invariant: the stance is `alleged`; a charge under "not" is none; a mere charge title ("charged with bribery") is no
statement, only what the person is said to have done.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterspy.reading.claims.clauses import clause_start, content_pieces, shrink, span_of
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker

_COUNTS = frozenset(["count", "counts", "conspiracy"])


class ChargeReader:
    """Reads charges and allegations of one document."""

    def __init__(self, prose: Prose, finder: Finder) -> None:
        self._prose = prose
        self._finder = finder
        self._cues = cues()

    def read(self, run: Run) -> Iterator[Draft]:
        """Give the charges of one run."""
        words = run.words
        for at in run.cues:
            word = words[at]
            following = words[at + 1] if at + 1 < len(words) else ""
            if word in {"charged", "charges", "charging"} and "with" in words[at + 1 : at + 9]:
                yield from self._charged(run, at)
            elif word in {"charge", "charges"} and following in {"that", "of", "against"}:
                yield from self._charges(run, at, following)
            elif (
                word in {"accused", "suspected"}
                and following == "of"
                and at
                and words[at - 1] in cues().words["grammar.be"] | {"also"}
            ):
                yield from self._accused(run, at)
            elif (
                word in {"allegations", "accusations", "suspicions", "allegation", "accusation", "suspicion"}
                and following == "of"
            ):
                yield from self._allegations(run, at)
            elif word == "alleged" and following in cues().words["grammar.deeds"]:
                yield from self._piece(run, at + 1, self._named_document(run), 0.7)

    def _charged(self, run: Run, at: int) -> Iterator[Draft]:
        link = run.words.index("with", at + 1)
        first = link + 1
        is_negated = "not" in run.words[max(0, at - 4) : at]
        if first >= len(run.words) or is_negated:
            return
        is_deed = any(word.endswith("ing") for word in run.words[first : first + 2]) or any(
            word in _COUNTS for word in run.words[first : first + 3]
        )
        if not is_deed:
            return
        is_passive = any(word in cues().words["grammar.be"] for word in run.words[max(0, at - 3) : at])
        speaker = None if is_passive or run.is_heading else self._charger(run, at)
        if run.words[at] == "charging":
            speaker = self._named_document(run)
        yield from self._piece(run, first, speaker, 0.85)

    def _charger(self, run: Run, at: int) -> Speaker | None:
        speaker = self._finder.before(run, at)
        return speaker if speaker is not None and (speaker.kind == "document" or speaker.is_charging) else None

    def _charges(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        words = run.words
        if following == "that" and at + 2 < len(words):
            yield from self._piece(run, at + 2, None, 0.8)
        elif following == "of" and at + 2 < len(words) and words[at + 2].endswith("ing") and not run.is_heading:
            yield from self._piece(run, at + 2, None, 0.75)
        elif following == "against":
            yield from self._against(run, at)

    def _against(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "criminal charges against 13 nationals": counts only with a number; a headline whole."""
        low = at
        while (
            low
            and run.words[low - 1] not in {",", "in", "with", "announces", "announced", "unsealed", "brought", "filed"}
            and at - low < 8
        ):
            low -= 1
        high = at + 2
        while high < len(run.words) and run.words[high] not in {",", ".", ";", "for", "over", "and", "who"} | (
            set() if not run.is_heading else {"."}
        ):
            high += 1
        if run.is_heading:
            high = shrink(run, low, len(run.words))[1]
        if high - at > 2:
            start, end = span_of(self._prose, run, low, high)
            yield Draft(start=start, end=end, speaker=None, stance="alleged", score=0.7, needs_figure=True)

    def _accused(self, run: Run, at: int) -> Iterator[Draft]:
        if "not" in run.words[max(0, at - 4) : at] or "never" in run.words[max(0, at - 4) : at]:
            return
        low = clause_start(run, at, 0, self._cues)
        pieces, _ = content_pieces(run, low, len(run.words), self._cues)
        for piece in pieces[:1]:
            start, end = span_of(self._prose, run, *piece)
            yield Draft(start=start, end=end, speaker=None, stance="alleged", score=0.65)

    def _allegations(self, run: Run, at: int) -> Iterator[Draft]:
        high = at + 2
        auxiliaries = self._cues.words["clauses.auxiliaries"]
        while (
            high < len(run.words)
            and run.words[high] not in {",", ".", ";", ":", "—"}
            and run.words[high] not in auxiliaries
        ):
            high += 1
        if high - at > 4:
            start, end = span_of(self._prose, run, at + 2, high)
            yield Draft(start=start, end=end, speaker=None, stance="alleged", score=0.7)

    def _piece(self, run: Run, first: int, speaker: Speaker | None, score: float) -> Iterator[Draft]:
        stop = next(
            (
                at
                for at in range(first, len(run.words))
                if run.words[at] == ";" or run.words[at : at + 2] == ["according", "to"]
            ),
            len(run.words),
        )
        low, high = shrink(run, first, stop)
        if high > low:
            start, end = span_of(self._prose, run, low, high)
            yield Draft(start=start, end=end, speaker=speaker, stance="alleged", score=score)

    def _named_document(self, run: Run) -> Speaker | None:
        """As in "charged in a criminal complaint": the paper that alleges it."""
        charging = self._cues.words["speakers.charging"]
        for at, word in enumerate(run.words):
            if word in charging and word != "charges":
                low = at
                while low and run.words[low - 1] not in {"a", "an", "the", "in"} and at - low < 4:
                    low -= 1
                return self._finder.phrase(run, low, at + 1)
        return None
