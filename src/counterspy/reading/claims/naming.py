"""What somebody calls, describes, dismisses, identifies or traces: "called it a deportation", "dismissed it as …".

Invariant: the content never holds the verb of naming; the words after "as" count alone, but for "puts X at".
"""

from __future__ import annotations

from counterspy.reading.claims.clauses import inside
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.stances import stance_of
from counterspy.reading.claims.telling import Teller

_ENDS = frozenset([".", ";", ",", ":", "—", "–"])
_JOINS = frozenset(
    ["and", "but", "while", "after", "because", "when", "whereas", "although", "though", "before", "until"]
)
_RELATIVES = frozenset(["which", "whom", "who", "that"])
_OBJECTS = frozenset(["it", "them", "him", "her", "this", "that", "these", "those", "himself", "herself", "itself"])
_QUOTED = 16  # code points of a quotation that stands for itself
_SELVES = frozenset(["himself", "herself", "itself", "themselves", "for", "on", "off", "in", "up"])
_STATES = frozenset(["service", "agency", "military", "place"])


class Namer:
    """Reads verbs of naming of one document. Each method gives drafts and the index where its reach ends."""

    def __init__(self, prose: Prose, finder: Finder, teller: Teller) -> None:
        self._prose = prose
        self._finder = finder
        self._teller = teller
        self._cues = cues()

    def called(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "called the allegations baseless", "considers it likely that …", "whom it considers to be …"."""
        speaker, first = self._speaker(run, at, low)
        if speaker is None or first >= len(run.words) or run.words[first] in _SELVES:
            return [], at + 1
        words = run.words
        stop = self._stop(run, first)
        is_considered = words[at].startswith(("consider", "deem"))
        if is_considered and words[first] == "that":
            return self._drafts(run, first + 1, len(words) - (words[-1] == "."), speaker, "estimated"), len(words)
        if words[first] in {"it", "this"} and "that" in words[first + 1 : first + 4]:
            begin = words.index("that", first + 1) + 1
            stop = next((index for index in range(begin, len(words)) if words[index] in {".", ";"}), len(words))
            hedge = set(words[first:begin]) & {"likely", "possible", "plausible", "probable", "conceivable"}
            return self._drafts(run, begin, stop, speaker, "hedged" if hedge else "estimated"), stop
        if words[first : first + 2] == ["to", "be"]:
            return self._drafts(run, first + 2, stop, speaker, "estimated"), stop
        quoted = next((index for index in range(first, stop) if run.is_quotation(index)), None)
        if quoted is not None and (
            (quoted >= stop - 1 and (quoted == first or words[first] in _OBJECTS))
            or (quoted - first > 1 and run.ends[quoted] - run.starts[quoted] > _QUOTED)
        ):
            return self._drafts(run, quoted, quoted + 1, speaker, "asserted"), stop
        if is_considered or (words[first] == "for" and quoted is None):
            return [], at + 1
        begin = first + 1 if words[first] in _OBJECTS else first
        if quoted is not None and quoted >= stop - 1 and stop - begin >= 2:
            return self._drafts(run, begin, stop, speaker, "asserted"), stop  # "called the idea 'absurd'"
        if stop - begin < 2 or (begin == first and not self._has_complement(run, first, stop, at)):
            return [], at + 1
        return self._drafts(run, begin, stop, speaker, "asserted"), stop

    def _has_complement(self, run: Run, first: int, stop: int, at: int) -> bool:
        """As in "called the decision regrettable", "what a woman called groundless information"; no mere object."""
        words = run.words
        if words[first] in {"the", "his", "her"} and stop - first < 3:
            return False
        is_relative = "what" in words[max(0, at - 9) : at]
        held = set(self._teller.spoken(run, first, stop, words[first:stop]))
        return (
            is_relative
            or bool(held & (self._cues.words["denials.adjectives"] | self._cues.words["denials.scorn"]))
            or words[first] in {"the", "his", "her"}
        )

    def likened(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "described the van as a unit for show", "identified by the service as …", "denounced a hunt"."""
        words = run.words
        after = words[at + 1 : at + 16]
        if "as" not in after and words[at] not in self._cues.words["clauses.scorns"]:
            return [], at + 1
        speaker, first = self._speaker(run, at, low)
        if speaker is None:
            return [], at + 1
        stop = self._stop(run, first)
        link = next((index for index in range(first, min(stop, first + 16)) if words[index] == "as"), None)
        is_scorn = words[at] in self._cues.words["clauses.scorns"]
        if link is None:
            found = self._drafts(run, first, stop, speaker, "denied") if is_scorn and self._answers(speaker) else []
            return found, stop if found else at + 1
        begin = link + (2 if words[link + 1 : link + 2] == ["being"] else 1)
        stop = begin + 1 if run.is_quotation(begin) and run.ends[begin] - run.starts[begin] > 16 else stop
        stance = "denied" if is_scorn and self._answers(speaker) else "asserted"
        found = self._drafts(run, begin, stop, speaker, stance) if stop > begin else []
        return found, stop if found else at + 1

    @staticmethod
    def _answers(speaker: Speaker) -> bool:
        """Whether it is a state or somebody accused who waves a thing away."""
        if speaker.kind == "accused" or speaker.head & {
            "embassy",
            "ambassador",
            "ministry",
            "minister",
            "consulate",
            "mission",
        }:
            return True
        entity = speaker.entity
        return speaker.kind in {"company", "named-official"} and (
            entity is None or entity.kind in _STATES | {"company"}
        )

    def spoke(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "the embassy spoke of pure invention", "investigators speak of strong indications"."""
        if run.words[at + 1 : at + 2] != ["of"] or at + 3 >= len(run.words):
            return [], at + 1
        speaker = self._finder.before(run, at, low)
        if speaker is None:
            return [], at + 1
        stop = self._stop(run, at + 2)
        stop = at + 3 if run.is_quotation(at + 2) else stop
        return self._drafts(run, at + 2, stop, speaker, "asserted"), stop

    def traced(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "traced the break-in to a contractor", "links the group to Group 7"."""
        words = run.words
        is_noun = at > 0 and (words[at - 1] in self._cues.words["grammar.noun_marks"] or words[at - 1] == "and")
        if is_noun or words[at + 1 : at + 2] in (["and"], ["or"], ["between"], ["with"], [","]):
            return [], at + 1
        if "to" not in words[at + 1 : at + 16] or words[at + 1 : at + 2] == ["to"]:
            return self._relative(run, at, low)
        speaker, first = self._speaker(run, at, low)
        if (
            speaker is None
            or first >= len(words)
            or (words[first] in {"the", "a"} | _OBJECTS and first + 2 >= len(words))
        ):
            return [], at + 1
        stop = self._stop(run, first)
        if "to" not in words[first:stop]:
            return [], at + 1
        return self._drafts(run, first, stop, speaker, "asserted"), stop

    def _relative(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "a group which several vendors link to …"."""
        words = run.words
        if words[at + 1 : at + 2] != ["to"]:
            return [], at + 1
        begin = next((index for index in range(at - 2, max(low, at - 8), -1) if words[index] in _RELATIVES), None)
        speaker = self._finder.phrase(run, begin + 1, at) if begin is not None else None
        if begin is None or speaker is None or (speaker.entity is not None and speaker.entity.kind == "actor-group"):
            return [], at + 1
        stop = self._stop(run, at + 2)
        return self._drafts(run, at, stop, speaker, "asserted"), stop

    def _speaker(self, run: Run, at: int, low: int) -> tuple[Speaker | None, int]:
        """Who names, and where what is named begins: before the verb, or after "by"."""
        words = run.words
        back = at - 1
        while back > low and words[back].endswith("ly"):
            back -= 1
        is_passive = at > 0 and words[back] in self._cues.words["grammar.be"]
        if is_passive and words[at + 1 : at + 2] != ["by"]:
            return None, at + 1
        if words[at + 1 : at + 2] == ["by"]:
            end = next(
                (index for index in range(at + 2, min(at + 14, len(words))) if words[index] in {"as", "to"}), None
            )
            return (self._finder.phrase(run, at + 2, end), end) if end is not None else (None, at + 1)
        return self._finder.before(run, at, low), at + 1

    def _stop(self, run: Run, first: int) -> int:
        words = run.words
        at = first
        while at < len(words) and words[at] not in _ENDS:
            if words[at] in _JOINS and at > first and self._is_next(run, at + 1):
                break
            at += 1
        return at

    def _is_next(self, run: Run, at: int) -> bool:
        """Whether another verb of the same or another subject follows."""
        return any(
            word in self._cues.telling
            or word in self._cues.words["clauses.auxiliaries"]
            or word in self._cues.words["figures.past"]
            or word.endswith("ed")
            for word in run.words[at : at + 4]
        )

    def _drafts(self, run: Run, low: int, high: int, speaker: Speaker, stance: str) -> list[Draft]:
        if high <= low:
            return []
        self._finder.remember(speaker, run.block)
        start, end = run.starts[low], run.ends[high - 1]
        if high - low == 1 and run.is_quotation(low):
            found = self._prose.quotations[run.starts[low]]
            start, end = inside(self._prose.text, found.inner_start, found.inner_end)
        words = self._teller.spoken(run, low, high, run.words[low:high])
        stance = stance_of(stance, words, speaker)
        if stance == "asserted" and set(words) & self._cues.words["denials.scorn"] and self._answers(speaker):
            stance = "denied"
        return [Draft(start=start, end=end, speaker=speaker, stance=stance, score=0.8)] if end > start else []
