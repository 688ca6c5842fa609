"""Hedges of the narrator: "reportedly", "may have", "is believed to", "on the theory that", "is poised to".

Invariant: a hedge inside a relative clause hedges nothing; a hedge governed by a verb of saying is left to that rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from counterspy.reading.claims.clauses import clause_start, content_pieces, shrink, span_of, wrapped
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder
from counterspy.reading.claims.stances import is_hedged, plain_words, stance_of

_RELATIVES = frozenset(["who", "which", "whose", "that", "if", "whether", "how", "what", "where", "when"])
_REDUCED = frozenset(
    ["believed", "thought", "suspected", "said", "alleged", "reported", "presumed", "understood", "rumoured", "rumored"]
)
_MINDED = frozenset(["he", "she", "they", "it", "we", "i", "who"])  # "a man they believed to be a spy": no passive
_STOPS = _REDUCED | {"and", "but", "could", "can", ",", ":"}
_HAVES = frozenset(["have", "has", "had", "been", "be", "being", "to", "also", "even"])


_CURT = 4  # code points
_FILLING = frozenset(["also", "well", "even", "still", "yet", "now", "then", "not"])
_ADVERBIAL = frozenset(["likely", "certainly"])
_LINKS = frozenset(["to", "by", "of", "that"])


@cache
def _free() -> frozenset[str]:
    """The hedges that need no word of `_LINKS` behind them."""
    lists = cues().words
    names = (
        "grammar.own_verbs",
        "clauses.opinions",
        "hedges.adverbs",
        "hedges.alleged_adverbs",
        "hedges.perhaps",
        "hedges.modals",
        "predictions.modals",
    )
    return frozenset({"believe"}).union(*(lists[name] for name in names))


class HedgeReader:
    """Reads the narrator's hedges and forecasts of one document."""

    def __init__(self, prose: Prose, finder: Finder, figures: list[int]) -> None:
        self._prose = prose
        self._finder = finder
        self._figures = figures
        self._cues = cues()
        self._free = _free()
        self._is_issued = prose.is_issued

    def read(self, run: Run) -> list[Draft]:
        """Give the hedged and foretold statements of one run."""
        drafts: list[Draft] = []
        words, free = run.words, self._free
        for at in run.cues if not run.is_heading else ():
            following = words[at + 1] if at + 1 < len(words) else ""
            if following in _LINKS or words[at] in free or (following == "," and words[at] in self._cues.impersonal):
                drafts += self._cue(run, at, following)
        return drafts

    def _cue(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        """What one cue with the word after it hedges."""
        lists, word = self._cues.words, run.words[at]
        if word in lists["hedges.adverbs"] or word in lists["hedges.alleged_adverbs"]:
            yield from self._adverb(run, at, "alleged" if word in lists["hedges.alleged_adverbs"] else "hedged")
        elif word in self._cues.passives_to and at and following in {"to", "by"}:
            if self._is_passive(run, at):
                yield from self._passive(run, at, following)
            elif following == "to" and word in _REDUCED and run.words[at - 1] not in _MINDED:
                yield from self._after(run, at + 2, self._believed(word), 0.7)
        elif word in self._cues.passives_of and following == "of" and self._is_passive(run, at):
            yield from self._suspected(run, at, self._cues.passives_of[word])
        elif word in lists["hedges.seeming"] and following == "to":
            yield from self._seeming(run, at)
        elif word in lists["hedges.perhaps"]:
            yield from self._perhaps(run, at)
        elif word == "believe" and at > 1 and run.words[at - 1] == "to":
            yield from self._grounds(run, at)
        elif word in lists["clauses.sayings"] and following == "by":
            yield from self._saying(run, at)
        elif word in self._cues.nouns and following == "that":
            yield from self._noun(run, at)
        elif word in self._cues.impersonal and following in {"that", ","} and "it" in run.words[max(0, at - 4) : at]:
            yield from self._impersonal(run, at, following)
        elif word in lists["hedges.modals"]:
            yield from self._modal(run, at)
        elif word in lists["grammar.own_verbs"]:
            yield from self._own(run, at, following)
        elif word in lists["clauses.opinions"]:
            yield from self._in_our_view(run, at, following)
        elif word in lists["predictions.modals"]:
            yield from self._foretold(run, at)

    def _impersonal(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        """As in "it is possible, but not proven, that …", "it is alleged that …", "a rival who, it seems, …"."""
        words = run.words
        if following == "that":
            yield from self._after(run, at + 2, self._believed(words[at]), 0.75, is_all=True)
            return
        that = next((index for index in range(at + 2, min(at + 8, len(words))) if words[index] == "that"), None)
        it = next(index for index in range(at - 1, -1, -1) if words[index] == "it")
        if that is not None and words[that - 1] == ",":
            yield from self._after(run, that + 1, self._believed(words[at]), 0.75, is_all=True)
        elif it and words[it - 1] == "," and at + 3 < len(words):
            yield from self._whole(run, at, self._believed(words[at]), 0.6)

    def _own(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        """As in "we assess that …" where nothing says who "we" are: what the narrator itself assesses or expects."""
        if "we" not in run.words[max(0, at - 3) : at] or self._finder.issuer() is not None:
            return
        if not {"not", "cannot", "to", "if"}.isdisjoint(run.words[max(0, at - 3) : at]):
            return
        stance = self._cues.verbs[run.words[at]].stance
        first = at + 2 if following == "that" else at + 1
        if following not in {"in", "it", ",", "."}:
            yield from self._after(run, first, "estimated" if stance == "asserted" else stance, 0.75, is_all=True)

    def _in_our_view(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        """As in "In our assessment the channel will stay", "The fire was, in our view, no accident"."""
        words = run.words
        if at < 2 or words[at - 1] not in {"our", "my"} or words[at - 2] not in {"in", "by", "on"}:
            return
        speaker = self._finder.issuer()
        if at == 2:
            pieces = content_pieces(run, at + 2 if following == "," else at + 1, len(words), self._cues)[0]
        else:
            pieces = wrapped(run, 0, at - 3 if words[at - 3] == "," else at - 2, at + 1, self._cues)
        for low, high in pieces:
            if high - low > 2:
                start, end = span_of(self._prose, run, low, high)
                stance = "predicted" if "will" in words[low:high] else "estimated"
                yield Draft(start=start, end=end, speaker=speaker, stance=stance, score=0.8)

    def _is_passive(self, run: Run, at: int) -> bool:
        index = at - 1
        while index > 0 and (
            run.words[index].endswith("ly")
            or run.words[index] in {"also", "not", "now"}
            or (index == at - 1 and len(run.words[index]) > 4 and run.words[index] not in cues().words["grammar.be"])
        ):
            index -= 1
        return run.words[index] in cues().words["grammar.be"]

    def _adverb(self, run: Run, at: int, stance: str) -> Iterator[Draft]:
        if at + 2 >= len(run.words) or run.words[at + 1] in {",", "."}:
            return
        is_short = len(run.words) - at < 5 and run.words[-1] == "."
        yield from self._whole(run, at, stance, 0.75) if is_short else self._after(run, at + 1, stance, 0.75)

    def _believed(self, word: str) -> str:
        """What "is believed": hedged; its own assessment in a text that quotes nobody and speaks for its issuer."""
        stance = self._cues.passives_to.get(word) or self._cues.impersonal.get(word, "hedged")
        return "estimated" if word in {"believed", "thought", "considered"} and self._is_issued else stance

    def _suspected(self, run: Run, at: int, stance: str) -> Iterator[Draft]:
        """As in "are suspected of being officers"; whole where its subject counts something."""
        if {"not", "never"} & set(run.words[max(0, at - 4) : at]):
            return
        low = clause_start(run, at, 0, self._cues)
        is_counted = any(run.starts[low] <= start < run.starts[at] for start in self._near(run))
        pieces, _ = content_pieces(run, low if is_counted else at + 2, self._stop(run, at + 2), self._cues)
        for begin, high in pieces[:1]:
            start, end = span_of(self._prose, run, begin, high)
            if high - begin > 1:
                yield Draft(start=start, end=end, speaker=self._finder.narrator(), stance=stance, score=0.7)

    def _near(self, run: Run) -> list[int]:
        first, last = bisect_left(self._figures, run.start), bisect_left(self._figures, run.end)
        return self._figures[first:last]

    def _seeming(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "the official seemed to offer more": the whole clause, where it is the main one."""
        if at and run.words[at - 1] in {"would", "to", "did", "could", "will", "might", "may", "should"}:
            return
        low = clause_start(run, at, 0, self._cues)
        which = next((index for index in range(at - 1, low, -1) if run.words[index] == "which"), None)
        if which is not None and run.words[which - 1] in {"in", "by", "on", "of"} and at - which > 2:
            low = which + 1
        elif any(word in _RELATIVES for word in run.words[low:at]) or "not" in run.words[max(0, at - 3) : at]:
            return
        low, high = shrink(run, low, self._stop(run, at))
        if high - low > 3:
            start, end = span_of(self._prose, run, low, high)
            yield Draft(start=start, end=end, speaker=self._finder.narrator(), stance="hedged", score=0.55)

    def _perhaps(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "Perhaps it was.", "probably by way of Riga": a whole clause, never a mere guess at a number."""
        following = run.words[at + 1 : at + 3]
        is_number = any(run.ends[at] < start <= run.ends[at] + 6 for start in self._near(run))
        if run.words[at] in _ADVERBIAL and not self._is_adverb(run, at):
            return
        low = clause_start(run, at, 0, self._cues)
        if (
            is_number
            or following[:1] in (["to"], ["not"], [","])
            or any(word in _RELATIVES for word in run.words[low:at])
        ):
            return
        low, high = shrink(run, low, self._stop(run, at))
        if high - low > 2:
            start, end = run.starts[low], run.ends[high - 1]
            stance = "estimated" if run.words[at] == "certainly" else "hedged"
            yield Draft(start=start, end=end, speaker=self._finder.narrator(), stance=stance, score=0.5)

    def _is_adverb(self, run: Run, at: int) -> bool:
        """As in "is likely preparing", "very likely an officer", "almost certainly"; no "likely source"."""
        before = run.words[at - 1] if at else ""
        if run.words[at] == "certainly":
            return before == "almost"
        after = run.words[at + 1] if at + 1 < len(run.words) else "."
        if before in {"most", "very", "highly", "quite"}:
            return after not in _STOPS
        return before in self._cues.words["grammar.be"] | {"has", "have", "had", "who", "which"} and after.endswith(
            ("ing", "ed", "n")
        )

    def _grounds(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "there are grounds to believe that …": assessed. Grounds to suspect are a formula of the law."""
        words = run.words
        is_ground = bool({"grounds", "ground", "reason", "reasons", "cause"} & set(words[max(0, at - 4) : at]))
        if not is_ground or {"no", "not", "little", "without"} & set(words[max(0, at - 6) : at]):
            return
        first = at + 2 if words[at + 1 : at + 2] == ["that"] else at + 1
        yield from self._after(run, first, "estimated", 0.75, is_all=True)

    def _after(self, run: Run, first: int, stance: str, score: float, *, is_all: bool = False) -> Iterator[Draft]:
        while first < len(run.words) and run.words[first] in {"have", "has", "been", "had"}:
            first += 1
        pieces, _ = content_pieces(run, first, self._stop(run, first), self._cues)
        for low, high in pieces if is_all else pieces[:1]:
            if high - low > 2 or (high - low == 2 and run.ends[high - 1] - run.starts[low] > 12):
                start, end = span_of(self._prose, run, low, high)
                yield Draft(start=start, end=end, speaker=self._finder.narrator(), stance=stance, score=score)

    def _stop(self, run: Run, first: int) -> int:
        """Before "and may", ", but", ", which"."""
        words = run.words
        for at in range(first, len(words) - 1):
            word = words[at]
            if word not in _STOPS:
                continue
            following = words[at + 1]
            if word in {"and", "but"} and (
                following in self._cues.words["clauses.auxiliaries"] or following in {"it", "he", "she", "they"}
            ):
                return at
            if (
                word in {"could", "can"}
                and following == "not"
                and words[at + 3 : at + 4] in (["confirmed"], ["verified"], ["ruled"])
            ):
                return at
            if word == "," and following in {"but", "which", "although", "while", "though", "who"}:
                return at
            if word in _REDUCED and following == "to" and at > first + 2:
                return at
            if word == ":" and len(words) - at > 4:
                return at
        return len(words)

    def _passive(self, run: Run, at: int, following: str) -> Iterator[Draft]:
        stance = self._cues.passives_to[run.words[at]]
        if stance == "predicted" or following == "by":
            if (
                stance == "predicted"
                and not set(run.words[max(0, at - 6) : at + 7]) & self._cues.words["predictions.errands"]
            ):
                yield from self._whole(run, at, stance, 0.6)
        elif stance == "estimated" and run.words[at + 2 : at + 3] not in (["be"], ["have"]):
            return  # "is assessed to find errors": a purpose
        elif "not" not in run.words[max(0, at - 2) : at]:
            yield from self._rest(run, at, self._believed(run.words[at]))

    def _rest(self, run: Run, at: int, stance: str) -> Iterator[Draft]:
        """What stands behind "is said to"; the whole clause where that is shorter than what stands before."""
        low, high = shrink(run, clause_start(run, at, 0, self._cues), self._stop(run, at))
        first = at + 2
        while first < high and run.words[first] in {"have", "has", "been", "had"}:
            first += 1
        be = next((index for index in range(at - 1, low, -1) if run.words[index] in self._cues.words["grammar.be"]), at)
        if first < high and run.ends[high - 1] - run.starts[first] < run.starts[first] - run.starts[be] + _CURT:
            yield from self._after(run, be, stance, 0.7)  # "is believed to work in Jena"
            return
        is_short = at - low < 5 and (
            first >= high or run.ends[high - 1] - run.starts[first] < run.starts[first] - run.starts[low]
        )
        if is_short and not any(word in _RELATIVES for word in run.words[low:at]):
            yield from self._whole(run, at, stance, 0.7)
        else:
            yield from self._after(run, at + 2, stance, 0.7)

    def _noun(self, run: Run, at: int) -> Iterator[Draft]:
        words = run.words
        if at and words[at - 1] in {"the", "a", "an"} and words[at] in {"charge", "claim", "reports"} and at < 2:
            return
        stance = self._cues.nouns[words[at]]
        first = at - 1 if at and words[at - 1] in {"media", "press", "news", "newspaper", "intelligence"} else at
        speaker = self._finder.phrase(run, first, at + 1) if words[at] == "reports" else None
        if speaker is None:
            speaker = self._finder.narrator()
        pieces, _ = content_pieces(run, at + 2, self._stop(run, at + 2), self._cues)
        for low, high in pieces[:1]:
            if high - low > 3:
                start, end = span_of(self._prose, run, low, high)
                yield Draft(start=start, end=end, speaker=speaker, stance=stance, score=0.7)

    def _saying(self, run: Run, at: int) -> Iterator[Draft]:
        """As in "the remark by the embassy that it does not comment"."""
        that = next(
            (index for index in range(at + 3, min(at + 14, len(run.words) - 1)) if run.words[index] == "that"), None
        )
        speaker = self._finder.phrase(run, at + 2, that) if that else None
        if that is None or speaker is None:
            return
        pieces, _ = content_pieces(run, that + 1, len(run.words), self._cues)
        for low, high in pieces[:1]:
            start, end = span_of(self._prose, run, low, high)
            stance = self._cues.nouns.get(run.words[at], "asserted")
            words = plain_words(self._prose.flat[start:end])
            yield Draft(start=start, end=end, speaker=speaker, stance=stance_of(stance, words, speaker), score=0.8)

    def _modal(self, run: Run, at: int) -> Iterator[Draft]:
        """A main clause whole; after "and" what follows the modal; in a relative clause the modal and the rest."""
        if at == 0 or at + 2 >= len(run.words) or not self._is_particular(run, at):
            return
        before = run.words[at - 1]
        if before in {"and", "but"}:
            first = at + 1
            while run.words[first] in _HAVES and first + 1 < len(run.words):
                first += 1
            yield from self._after(run, first, "hedged", 0.65)
            return
        low = clause_start(run, at, 0, self._cues)
        if before in {"which", "who", "that"} and run.words[at + 1] in {"have", "be"}:
            yield from self._after(run, at, "hedged", 0.55)
        elif is_hedged(run.words[low:], is_past=True) and _RELATIVES.isdisjoint(run.words[low:at]):
            yield from self._whole(run, at, "hedged", 0.55)

    def _is_particular(self, run: Run, at: int) -> bool:
        """What may have happened or may come, not what anybody may do; a body that answers for itself always hedges."""
        following = [word for word in run.words[at + 1 : at + 5] if word not in _FILLING]
        if self._finder.narrator() is not None or following[:1] == ["have"]:
            return True
        lists = self._cues.words
        if following[:1] == ["be"]:
            state = (following[1:2] or [""])[0]
            return state in lists["hedges.ties"] or state.endswith("ing") or self._is_open(run, at, state)
        return self._is_open(run, at, (following or [""])[0])

    def _is_open(self, run: Run, at: int, verb: str) -> bool:
        """Whether it is told as an event: nothing that a rule, a notice or advice to a reader allows."""
        lists = self._cues.words
        is_rule = verb in lists["hedges.permissions"] or not lists["hedges.readers"].isdisjoint(run.words[:at])
        return (not is_rule and run.words[at] != "may") or (
            run.words[at + 1 : at + 2] in (["well"], ["still"], ["yet"])
        )

    def _foretold(self, run: Run, at: int) -> Iterator[Draft]:
        following = run.words[at + 1 : at + 4]
        plain = [
            word for word in following if not word.endswith("ly") and word not in {"also", "soon", "then", "further"}
        ]
        is_likely = "likely" in following or "probably" in following
        if plain[:1] == ["have"] and run.words[at] == "would":
            plain = [plain[1].removesuffix("ed").removesuffix("e")] if len(plain) > 1 else []
        if plain and ((plain[0] in self._cues.words["predictions.effects"] and run.words[at] == "would") or is_likely):
            low = clause_start(run, at, 0, self._cues)
            if not any(word in {"who", "which", "that", "if"} for word in run.words[low:at]):
                yield from self._whole(run, at, "predicted", 0.6)

    def _whole(self, run: Run, at: int, stance: str, score: float) -> Iterator[Draft]:
        low, high = shrink(run, clause_start(run, at, 0, self._cues), self._stop(run, at))
        if high - low > 3:
            start, end = span_of(self._prose, run, low, high)
            yield Draft(start=start, end=end, speaker=self._finder.narrator(), stance=stance, score=score)
