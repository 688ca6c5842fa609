"""Charges and allegations: what somebody is charged with, accused or suspected of, before any judgment.

Invariant: the stance is `alleged`; a charge under "not" is none; a mere charge title ("charged with bribery") is no
statement, only what the person is said to have done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from counterspy.reading.claims.clauses import clause_start, shrink, span_of
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker

_ALLEGATIONS = frozenset(["allegations", "accusations", "suspicions", "allegation", "accusation", "suspicion"])
_CUES = _ALLEGATIONS | {"charged", "charges", "charging", "charge", "alleged", "indicted", "indicts", "indictment"}
_ENDED = frozenset([".", ";", "convicted", "sentenced", "acquitted", "dismissed", "guilty", "wanted"])
_BREAKS = frozenset([";", "according", "(", "in", "contrary"])
_LAW = frozenset(["section", "sections", "article", "articles", "paragraph", "§", "§§", "art", "u.s.c"])
_FAR = 30  # words between a charge and its "for", with the names and addresses of those charged between them
_COUNTS = frozenset(["count", "counts", "conspiracy"])


class ChargeReader:
    """Reads charges and allegations of one document."""

    def __init__(self, prose: Prose, finder: Finder, figures: list[int]) -> None:
        self._figures = figures
        self._prose = prose
        self._finder = finder
        self._cues = cues()

    def read(self, run: Run) -> list[Draft]:
        """Give the charges of one run."""
        words = run.words
        return [draft for at in run.cues if words[at] in _CUES for draft in self._cue(run, at)]

    def _cue(self, run: Run, at: int) -> Iterator[Draft]:
        """What one cue charges or alleges."""
        words, word = run.words, run.words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in {"charged", "charges", "charging"} and self._is_charging(words[at + 1 : at + 14], word):
            yield from self._charged(run, at)
        elif word in {"charge", "charges"} and following in {"that", "of", "against"} and words[at - 1 : at] != ["in"]:
            yield from self._charges(run, at, following)
        elif word in {"charged", "indicted", "indicts"} or (word == "indictment" and following == "for"):
            yield from self._charged_for(run, at)
        elif word in _ALLEGATIONS and following == "of":
            yield from self._allegations(run, at, "hedged" if word.startswith("susp") else "alleged")
        elif word == "alleged" and following in self._cues.words["grammar.deeds"]:
            yield from self._piece(run, at + 1, self._named_document(run), 0.7)

    @staticmethod
    def _is_charging(following: list[str], word: str) -> bool:
        """Whether "with" belongs to the verb: no "charges against a man with …"."""
        if "with" not in following or following[:1] == ["of"]:
            return False
        link = following.index("with")
        between = following[:link]
        if between[-1:] == ["connection"]:
            return not cues().words["grammar.deeds"].isdisjoint(following[link + 1 : link + 5])
        return not (word == "charges" and set(between) & {"against", "of", ",", "for"})

    def _charged_for(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "indicted in absentia for supplying …", "brought charges against the crew for cutting …"."""
        words = run.words
        if run.is_heading:
            return
        link = next((index for index in range(at + 1, min(at + _FAR, len(words) - 1)) if words[index] == "for"), None)
        is_act = link is not None and words[link + 1].endswith("ing") and words[link + 1] not in {"being", "hearing"}
        if link is not None and is_act and not _ENDED & set(words[at:link]) and "not" not in words[max(0, at - 4) : at]:
            yield from self._piece(run, link + 1, None, 0.75)

    def _charged(self, run: Run, at: int) -> Iterator[Draft]:
        link = run.words.index("with", at + 1)
        first = link + 1
        is_negated = "not" in run.words[max(0, at - 4) : at]
        if first >= len(run.words) or is_negated:
            return
        if not self._is_deed(run, first):
            return
        is_passive = any(word in cues().words["grammar.be"] for word in run.words[max(0, at - 3) : at])
        speaker = None if is_passive or run.is_heading else self._charger(run, at)
        if run.words[at] == "charging":
            speaker = self._named_document(run)
        if is_passive and speaker is None and (low := self._counted(run, at)) is not None:
            first = low
        yield from self._piece(run, first, speaker, 0.85)

    def _counted(self, run: Run, at: int) -> int | None:
        """Where "two men were charged with …" begins: the figure is part of what is alleged."""
        low = clause_start(run, at, 0, self._cues)
        index = bisect_left(self._figures, run.starts[low])
        is_counted = at - low < 8 and index < len(self._figures) and self._figures[index] < run.starts[at]
        return low if is_counted else None

    def _is_deed(self, run: Run, first: int) -> bool:
        """More than the title of an offence: an act, or an offence with what it was committed on or for whom."""
        words = run.words[first : first + 4]
        if any(word.endswith("ing") for word in words[:2]) or any(word in _COUNTS for word in words[:3]):
            return True
        stop = next(
            (at for at in range(first, len(run.words)) if run.words[at] in {",", ".", ";", "("}), len(run.words)
        )
        return (
            stop - first > 3
            and words[0] not in {"prejudice", "having", "their", "his", "her"}
            and not run.words[first].isdigit()
            and words[0] not in {"two", "three", "four", "an", "violations"}
        )

    def _charger(self, run: Run, at: int) -> Speaker | None:
        speaker = self._finder.before(run, at)
        return speaker if speaker is not None and (speaker.kind == "document" or speaker.is_charging) else None

    def _charges(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        words = run.words
        if following == "that" and at + 2 < len(words):
            yield from self._piece(run, at + 2, None, 0.8)
        elif following == "of" and not run.is_heading and self._is_deed(run, at + 2) and not self._is_dropped(run):
            yield from self._piece(run, at + 2, None, 0.75)
        elif following == "against":
            yield from self._against(run, at)

    @staticmethod
    def _is_dropped(run: Run) -> bool:
        """Whether the run says that a charge fell."""
        return any(
            word in {"withdrawn", "dropped", "dismissed", "acquitted", "cleared", "acquit"} for word in run.words
        )

    def _against(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "criminal charges against 13 nationals": counts only with a number; a headline whole."""
        low = at
        while (
            low
            and run.words[low - 1] not in {",", "in", "with", "announces", "announced", "unsealed", "brought", "filed"}
            and at - low < 8
        ):
            low -= 1
        yield from self._charged_for(run, at)
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

    def _allegations(self, run: Run, at: int, stance: str) -> Iterator[Draft]:
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
            yield Draft(start=start, end=end, speaker=None, stance=stance, score=0.7)

    def _piece(self, run: Run, first: int, speaker: Speaker | None, score: float) -> Iterator[Draft]:
        stop = next(
            (
                at
                for at in range(first, len(run.words))
                if run.words[at] in _BREAKS
                and (run.words[at] == ";" or run.words[at : at + 2] == ["according", "to"] or self._is_cited(run, at))
            ),
            len(run.words),
        )
        low, high = shrink(run, first, stop)
        if high > low:
            start, end = run.starts[low], run.ends[high - 1]
            yield Draft(start=start, end=end, speaker=speaker, stance="alleged", score=score)

    @staticmethod
    def _is_cited(run: Run, at: int) -> bool:
        """Whether here begins the law that a charge rests on: "(section 99 …", ", contrary to section 92"."""
        following = run.words[at : at + 4]
        return (
            following[:2] == ["contrary", "to"]
            or following[:3] == ["in", "violation", "of"]
            or (following[0] == "(" and not _LAW.isdisjoint(following))
        )

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
