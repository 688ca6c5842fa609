"""Attribution without a verb of saying: "according to", "called", "puts at", "in her view", "accuses of".

Invariant: the content never holds its own cue.
"""

from __future__ import annotations

from counterspy.reading.claims.clauses import content_pieces, wrapped
from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.telling import Teller
from counterspy.reading.numbers import SCALES, SMALL_NUMBERS

_PHRASE_ENDS = frozenset(
    [",", ";", ".", ":", "and", "which", "who", "that", "is", "was", "are", "were", "has", "had", "may", "might"]
)
_COUNTING = (
    frozenset(SMALL_NUMBERS)
    | frozenset(SCALES)
    | {"half", "dozens", "hundreds", "thousands", "millions", "tens", "third", "quarter"}
)
_REASONED = frozenset(
    ["opinion", "estimation", "reckoning", "estimate", "estimates", "belief", "calculation", "calculations"]
)


class Attributor:
    """Reads attributions of one document. Each method gives drafts and the index where its reach ends."""

    def __init__(self, prose: Prose, finder: Finder, teller: Teller) -> None:
        self._prose = prose
        self._finder = finder
        self._teller = teller
        self._cues = cues()
        self.quoting: tuple[Speaker, int] | None = None

    def according(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "According to X, …", "…, according to X", "a report according to which …"."""
        words = run.words
        if at + 2 < len(words) and words[at + 2] in {"which", "whom"}:
            speaker = self._noun_before(run, at, low) or self._finder.before(run, at, low)
            pieces, reach = content_pieces(run, at + 3, len(words), self._cues)
            stance = "alleged" if speaker and speaker.kind == "media" else "asserted"
            return (
                (self._teller.drafts(run, pieces, speaker, stance, 0.85), reach) if speaker and pieces else ([], at + 1)
            )
        end = at + 2
        while end < len(words) and words[end] not in {",", ";", ".", ":", "and", "which", "who"}:
            end += 1
        while (
            end < len(words)
            and words[end] == "and"
            and end + 1 < len(words)
            and words[end + 1] not in {"was", "is", "has"}
            and end - at < 12
        ):
            end += 1
            while end < len(words) and words[end] not in {",", ";", ".", ":", "and"}:
                end += 1
        end = self._noun_end(run, at + 2, end)
        speaker = self._finder.phrase(run, at + 2, self._plain_end(run, at + 2, end))
        if speaker is None:
            return [], at + 1
        if end == len(words) - 1 and words[end] in {",", ":"}:
            self.quoting = speaker, run.block  # "According to the indictment," and the words follow as a block
        is_first = all(word in self._cues.words["clauses.openers"] or word == "," for word in words[low:at]) or (
            words[at - 1] in {",", ";"} and low == at - 1
        )
        if is_first and end < len(words) - 2:
            first = self._past_parenthesis(run, end + 1) if words[end] in {",", ":"} else end
            if self._tells(run, first):
                return [], first  # "according to the member, the director said that …"
            pieces, reach = content_pieces(run, first, len(words), self._cues)
            return (self._teller.drafts(run, pieces, speaker, "asserted", 0.9), reach) if pieces else ([], at + 1)
        return self._around(run, (low, at, end), speaker, "asserted", 0.9)

    def _around(
        self, run: Run, where: tuple[int, int, int], speaker: Speaker, stance: str, score: float
    ) -> tuple[list[Draft], int]:
        """What stands before, or on both sides of, a cue `(low, first word, word after)`."""
        low, at, after = where
        pieces = [piece for piece in wrapped(run, low, at, after, self._cues) if piece[1] - piece[0] > 2]
        if not pieces:
            return [], at + 1
        return self._teller.drafts(run, pieces, speaker, stance, score), max(after, pieces[-1][1])

    def _noun_end(self, run: Run, first: int, end: int) -> int:
        """Where the phrase ends without a comma: before the next noun phrase or pronoun."""
        lists = self._cues.words
        for at in range(first + 2, end):
            word, before = run.words[at], run.words[at - 1]
            is_new = word in {"the", "a", "an", "his", "her", "their"} or word in lists["grammar.subjects"]
            if is_new and before not in lists["grammar.prepositions"] and before not in {"and", "or"}:
                return at
        return end

    def _tells(self, run: Run, first: int) -> bool:
        """Whether what follows is itself reported: a verb of saying with "that" right behind its subject."""
        words = run.words
        return any(
            words[at] in self._cues.verbs and words[at + 1] == "that"
            for at in range(first + 1, min(first + 8, len(words) - 1))
        )

    def _noun_before(self, run: Run, at: int, low: int) -> Speaker | None:
        first = max(low, at - 4)
        return next(
            (
                one
                for begin in range(at - 1, first - 1, -1)
                if run.words[begin] in {"a", "an", "the"} and (one := self._finder.phrase(run, begin, at))
            ),
            None,
        )

    def _plain_end(self, run: Run, first: int, end: int) -> int:
        """Without "seen by this newspaper", "dated 4 May"."""
        for index in range(first + 1, end):
            if run.words[index] in self._cues.words["grammar.paper_marks"]:
                return index
        return end

    def _past_parenthesis(self, run: Run, first: int) -> int:
        """Past "which cite two former employees," or "a former analyst,"."""
        words = run.words
        comma = next((at for at in range(first, min(first + 30, len(words))) if words[at] == ","), None)
        if comma is None:
            return first
        if words[first] in {"which", "who", "whose"}:
            return comma + 1
        lists = self._cues.words
        is_role = any(
            word in lists["speakers.role"] or word in lists["speakers.expert"] or word in lists["speakers.post"]
            for word in words[first:comma]
        )
        has_verb = any(word in lists["clauses.auxiliaries"] for word in words[first:comma])
        return comma + 1 if is_role and not has_verb and comma - first < 12 else first

    def put(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "puts the cost at A$3 million"."""
        link = "as" if run.words[at].startswith("g") else "at"
        stop = next((index for index in range(at + 1, min(at + 22, len(run.words))) if run.words[index] == link), None)
        is_counted = stop is not None and any(
            word.isdigit() or word[0].isdigit() or word[0] in "$€£" or word in _COUNTING
            for word in run.words[stop + 1 : stop + 6]
        )
        speaker = self._finder.before(run, at, low) if is_counted else None
        if speaker is None:
            return [], at + 1
        last = next((index for index in range(at, len(run.words)) if run.words[index] == ";"), len(run.words))
        pieces, reach = content_pieces(run, at + 1, last, self._cues)
        stance = "asserted" if link == "as" else "estimated"
        return self._teller.drafts(run, pieces[:1], speaker, stance, 0.85), reach

    def opined(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """Read "in her view …", "in the opinion of some lawyers …", "…, by the count of a laboratory"."""
        words = run.words
        found = self._opinion(run, at)
        if found is None:
            return [], at + 1
        cue, end, speaker = found
        is_first = all(word in self._cues.words["clauses.openers"] or word == "," for word in words[low:cue])
        noun = words[at]
        stance = "estimated" if noun in _REASONED else "asserted"
        if is_first:
            if end < len(words) and words[end] == ",":
                end = self._past_parenthesis(run, end + 1) if words[end + 1 : end + 2] != ["however"] else end + 3
            pieces, reach = content_pieces(run, end, len(words), self._cues)
            return (self._teller.drafts(run, pieces, speaker, stance, 0.8), reach) if pieces else ([], at + 1)
        if words[cue - 1] == "," or (
            end >= len(words) - 1
            and words[end : end + 1]
            in (
                [],
                [
                    ".",
                ],
            )
        ):
            return self._around(run, (low, cue, end), speaker, stance, 0.8)
        return [], at + 1

    def _opinion(self, run: Run, at: int) -> tuple[int, int, Speaker] | None:
        """The first word of "in the view of X" or "by X's count", the word after it, and whose it is."""
        words = run.words
        cue = next(
            (index for index in range(at - 1, max(-1, at - 9), -1) if words[index] in {"in", "by", "on", "to"}), None
        )
        if cue is None or cue + 1 > at or any(word in {",", ";", "."} for word in words[cue:at]):
            return None
        if words[cue + 1] in {"his", "her", "their", "its"}:
            speaker = self._finder.last if self._finder.last_block == run.block else None
            return (cue, at + 1, speaker) if speaker is not None else None
        if words[at - 1].endswith("'s") or words[at - 1].endswith("s'") or words[at - 1] in {"own", "official"}:
            owned = at - 1 if words[at - 1] != "own" else at - 2
            speaker = self._finder.phrase(run, cue + 1, owned + 1)
            return (cue, at + 1, speaker) if speaker is not None else None
        if words[at + 1 : at + 2] != ["of"] or words[at - 1] not in {"the", "a", "an"} | {"in", "by"}:
            return None
        end = self._named_end(run, at + 2)
        while end < len(words) and words[end] not in _PHRASE_ENDS and end - at < 14 and not self._is_named_to(run, end):
            if words[end] in self._cues.words["grammar.subjects"]:
                break
            end += 1
        end = self._noun_end(run, at + 2, end)
        speaker = self._finder.phrase(run, at + 2, end)
        return (cue, end, speaker) if speaker is not None else None

    def _named_end(self, run: Run, first: int) -> int:
        """The word after the name that a phrase consists of, "the ANB"; the first word where no name stands there."""
        return next(
            (end for end in range(first + 1, min(first + 9, len(run.words))) if self._is_named_to(run, end)), first
        )

    def _is_named_to(self, run: Run, end: int) -> bool:
        """Whether a name ends right before the word and no owner's mark or bracket goes on from it."""
        is_open = run.words[end] in {"of", "in", "(", "and", "'s", "for", "at"}
        return not is_open and any(one.end == run.ends[end - 1] for one in self._finder.mentions_to(run, end))

    def blamed(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "The service attributes the plan to X", "accuses X of Y"."""
        word = run.words[at]
        link = "of" if word.startswith("accus") else "on" if word.startswith("blam") else "to"
        link = "with" if word.startswith("reproach") else "for" if word.startswith("fault") else link
        following = run.words[at + 2 : at + 16]
        is_blame_for = link == "on" and "for" in following
        is_passive = at > 0 and run.words[at - 1] in self._cues.words["grammar.be"]
        is_passive = is_passive or run.words[at + 1 : at + 2] == ["of"]
        if "whether" in run.words[max(0, at - 3) : at] or is_passive or not (link in following or is_blame_for):
            return [], at + 1
        speaker = (
            self._teller.participle(run, at) if run.words[at].endswith("ing") else self._finder.before(run, at, low)
        )
        if speaker is None:
            return [], at + 1
        last = next(
            (
                index
                for index in range(at + 1, len(run.words) - 1)
                if run.words[index] == "and" and run.words[index + 1].endswith("ing")
            ),
            len(run.words),
        )
        pieces, reach = content_pieces(run, at + 1, last, self._cues)
        stance = "asserted" if word.startswith(("attribut", "ascrib")) else "alleged"
        return (self._teller.drafts(run, pieces[:1], speaker, stance, 0.8), reach) if pieces else ([], at + 1)
