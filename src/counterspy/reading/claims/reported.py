"""Reported speech: "X said that …", "…, a Y said", "X denied any …".

Invariant: the content never holds its own cue; a verb under "not" or after "to" reports nothing.
"""

from __future__ import annotations

from functools import cache

from counterspy.reading.claims.attributed import Attributor
from counterspy.reading.claims.clauses import after_semicolon, content_pieces, has_verb, wrapped
from counterspy.reading.claims.contents import Contents
from counterspy.reading.claims.cues import Verb, cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.naming import Namer
from counterspy.reading.claims.nominal import Nominal
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.speakers import Finder, Speaker
from counterspy.reading.claims.telling import Teller

_PLURALS = frozenset(
    [
        "they",
        "we",
        "i",
        "you",
        "people",
        "police",
        "others",
        "both",
        "many",
        "some",
        "staff",
        "media",
        "few",
        "several",
        "men",
        "women",
        "them",
        "and",
        *("accused", "pair", "couple", "duo", "trio", "family", "prosecution", "defence", "defense", "public"),
        *("two", "three", "four", "five", "six", "all", "most", "neither"),
        *("will", "would", "can", "could", "did", "do", "does", "may", "might", "must", "shall", "should"),
    ]
)
_OTHER = ("opinions", "calls", "scorns", "blames", "traces", "spoke", "sayings")


@cache
def _linked() -> frozenset[str]:
    """Verbs that another word of the sentence goes with: "puts … at", "describes … as"."""
    lists = cues().words
    return lists["clauses.puts"] | lists["clauses.likens"]


@cache
def _other() -> frozenset[str]:
    """Words that tell something in ways other than a verb of saying does."""
    return frozenset().union(*(cues().words[f"clauses.{name}"] for name in _OTHER))


class Reporter:
    """Reads the reported speech of one document, run by run, in order."""

    def __init__(self, prose: Prose, finder: Finder, times: frozenset[int], figures: list[int]) -> None:
        self._prose = prose
        self._finder = finder
        self._cues = cues()
        self._linked, self._other = _linked(), _other()
        self._contents = Contents(times, figures)
        self._teller = Teller(prose, finder)
        self._attributor = Attributor(prose, finder, self._teller)
        self._namer = Namer(prose, finder, self._teller)
        self._nominal = Nominal(finder, self._teller)

    @property
    def quoting(self) -> tuple[Speaker, int] | None:
        """Whom a sentence ending in "according to X," leaves to speak in the block after the given one."""
        return self._attributor.quoting

    def read(self, run: Run) -> list[Draft]:
        """Give the statements of one run."""
        drafts: list[Draft] = []
        low = reached = 0
        words = run.words
        telling = self._cues.telling
        for at in run.cues:
            word = words[at]
            if at < reached or word not in telling:
                continue
            if word == "according" and words[at + 1 : at + 2] == ["to"]:
                found, reach = self._attributor.according(run, at, low)
            else:
                found, reach = self._read(run, at, low, word)
            reached = max(at + 1, reach)
            if found:
                drafts += found
                low = reach
        return drafts

    def _read(self, run: Run, at: int, low: int, word: str) -> tuple[list[Draft], int]:
        lists, found, reach = self._cues.words, list[Draft](), at + 1
        if word in self._linked:
            if word in lists["clauses.puts"]:
                found, reach = self._attributor.put(run, at, low)
            if not found and word in lists["clauses.likens"] and "as" in run.words[at + 1 : at + 16]:
                found, reach = self._namer.likened(run, at, low)
        if word in self._cues.minds and run.words[at + 1 : at + 2] == ["that"]:
            found, reach = self._nominal.minded(run, at, low)
        verb = self._cues.verbs.get(word)
        if not found and verb is not None and self._is_lower(run, at):
            found, reach = self._verb(run, at, low, verb)
        if found or word not in self._other:
            return found, reach
        if word in lists["clauses.opinions"]:
            found, reach = self._attributor.opined(run, at, low)
        elif word in lists["clauses.calls"]:
            found, reach = self._namer.called(run, at, low)
        elif word in lists["clauses.scorns"]:
            found, reach = self._namer.likened(run, at, low)
        elif word in lists["clauses.blames"]:
            found, reach = self._attributor.blamed(run, at, low)
        elif word in lists["clauses.traces"]:
            found, reach = self._namer.traced(run, at, low)
        elif word in lists["clauses.spoke"]:
            found, reach = self._namer.spoke(run, at, low)
        if not found and word in lists["clauses.sayings"]:
            found, reach = self._nominal.read(run, at, low)
        return found, reach

    def _is_lower(self, run: Run, at: int) -> bool:
        """Verbs stand in lower case, but for headlines; "United States" states nothing."""
        return self._prose.flat[run.starts[at]].islower() or (
            run.is_heading and run.words[at] in cues().words["grammar.headline_verbs"]
        )

    def _verb(self, run: Run, at: int, low: int, verb: Verb) -> tuple[list[Draft], int]:
        words, lists = run.words, self._cues.words
        word, before = words[at], words[at - 1] if at else ""
        if before == "to" and at > 2 and words[at - 2] in lists["clauses.continuing"]:
            return self._continuing(run, at, low, verb)
        if before in lists["grammar.noun_marks"] or (before in lists["grammar.noun_adjectives"] and word.endswith("s")):
            return [], at + 1
        if self._is_noun(run, at) or (verb.is_base and not self._is_plural(run, at, low)):
            return [], at + 1
        if self._is_passive(run, at):
            return self._told_by(run, at, verb)
        if verb.is_participle and before == "," and word in lists["clauses.commentary"]:
            return [], at + 1
        content = self._contents.of(run, at, verb)
        is_open = content[0] or verb.takes_figure or before == "," or word == "saying"
        if not is_open and not self._is_postposed(run, at, verb):
            return [], at + 1  # nothing is told, so nobody need be found who tells it
        speaker = self._finder.before(run, at, low) if not verb.is_participle else self._teller.participle(run, at)
        if speaker is None and word == "saying":
            speaker = self._quoted(run, at)
        if speaker is None and verb.takes_clause and content[0] and before != ",":
            speaker = self._finder.somebody(run, at, low)
        if speaker is None or (speaker.start >= run.starts[at] and speaker.end <= run.ends[-1]):
            return self._inverted(run, at, low)
        if "we" in words[max(0, at - 3) : at] and word not in lists["grammar.own_verbs"]:
            return [], at + 1
        if word.startswith("announc") and speaker.kind == "named-official" and self._finder.is_lead(run):
            return [], at + 1  # a release's own news, told by who issues it
        if verb.stance == "asserted" and not word.startswith("believ") and self._finder.is_publisher(speaker):
            return [], at + 1  # what the publishing body plainly states is the narrator's
        if word == "saying" and (quoted := self._quoted(run, at)):
            speaker = quoted
        if (cited := self._cited(run, at, low, speaker)) is not None:
            return cited
        return self._told(run, (low, at), verb, speaker, content)

    def _continuing(self, run: Run, at: int, low: int, verb: Verb) -> tuple[list[Draft], int]:
        """As in "she continues to deny that she knew", "went on to say that …"."""
        content = self._contents.of(run, at, verb)
        first = at - 3 if run.words[at - 2] == "on" else at - 2
        speaker = self._finder.before(run, first, low) if content[0] else None
        return self._told(run, (low, at), verb, speaker, content) if speaker is not None else ([], at + 1)

    def _told(
        self,
        run: Run,
        where: tuple[int, int],
        verb: Verb,
        speaker: Speaker,
        content: tuple[list[tuple[int, int]], int],
    ) -> tuple[list[Draft], int]:
        """What somebody tells with the verb at the second of `where`, behind it or before it."""
        low, at = where
        pieces, reach = content
        is_seen = run.words[at].startswith("observ") and (speaker.entity is None or speaker.entity.kind != "person")
        if pieces and not (is_seen and verb.takes_noun and self._contents.that(run, at) is None):
            found, reach = self._nested(run, at, pieces, reach, speaker, verb)
            return self._going_on(run, reach, speaker, run.words[at], found)
        if verb.takes_figure and not run.is_heading:
            pieces, reach = self._contents.counted(run, at)
            if pieces:
                return self._teller.drafts(run, pieces[:1], speaker, verb.stance, 0.7), reach
        if self._is_postposed(run, at, verb):
            return self._postposed(run, at, low, speaker, verb)
        return [], at + 1

    @staticmethod
    def _is_postposed(run: Run, at: int, verb: Verb) -> bool:
        """Whether what follows the verb allows that its content stands before it."""
        after = run.words[at + 1] if at + 1 < len(run.words) else "."
        if not verb.takes_that or after == "to":
            return False
        lists = cues().words
        is_end = after in {".", ",", "?", ";"} or after in lists["grammar.afterthoughts"]
        if not is_end and run.words[at] in {"told", "tells"}:  # "…, an officer told the agency."
            end = next(
                (index for index in range(at + 2, min(at + 7, len(run.words))) if run.words[index] in {".", ","}), None
            )
            is_end = end is not None and lists["clauses.auxiliaries"].isdisjoint(run.words[at:end])
        return is_end or after in lists["grammar.listeners"]

    @staticmethod
    def _is_plural(run: Run, at: int, low: int) -> bool:
        """Whether what stands before a verb without an ending can be its subject: "officials say", "they note"."""
        before = run.words[max(low, at - 12) : at]
        return not _PLURALS.isdisjoint(before) or any(word.endswith("s") for word in before)

    def _going_on(
        self, run: Run, reach: int, speaker: Speaker, cue: str, found: list[Draft]
    ) -> tuple[list[Draft], int]:
        """Add what a semicolon adds to speech in the past: "She answered that …; a clerk had been suspended"."""
        piece = after_semicolon(run, reach) if found and not cue.endswith("s") else None
        if piece is None:
            return found, reach
        return [*found, *self._teller.drafts(run, [piece], speaker, "asserted", 0.7, cue)], piece[1]

    def _cited(self, run: Run, at: int, low: int, speaker: Speaker) -> tuple[list[Draft], int] | None:
        """As in "where, as the weekly reported in May, two men had kept notes": what follows the comma."""
        if not run.start <= speaker.start < run.starts[at]:
            return None
        first = run.word_at(speaker.start)
        if first < 2 or run.words[first - 1] != "as" or run.words[first - 2] != ",":
            return None
        comma = next((index for index in range(at + 1, min(at + 8, len(run.words))) if run.words[index] == ","), None)
        if comma is None:
            return None
        pieces, reach = content_pieces(run, comma + 1, len(run.words), self._cues)
        return self._teller.drafts(run, pieces[:1], speaker, "asserted", 0.8), reach

    def _told_by(self, run: Run, at: int, verb: Verb) -> tuple[list[Draft], int]:
        """As in "had been informed by the police that …"; "is quoted as saying that …" is read at "saying"."""
        words = run.words
        if words[at + 1 : at + 2] != ["by"] or not verb.takes_that:
            return [], at + 1
        end = next(
            (index for index in range(at + 2, min(at + 24, len(words))) if words[index] in {"that", ",", "to"}), None
        )
        that = next((index for index in range(at + 2, min(at + 26, len(words))) if words[index] == "that"), None)
        speaker = self._finder.phrase(run, at + 2, end) if end is not None and that is not None else None
        if speaker is None or that is None:
            return [], at + 1
        pieces, reach = content_pieces(run, that + 1, len(words), self._cues)
        return (self._teller.drafts(run, pieces, speaker, verb.stance, 0.85), reach) if pieces else ([], at + 1)

    def _is_noun(self, run: Run, at: int) -> bool:
        """As in "the committee's report", "the weekly report concluded"."""
        words, word = run.words, run.words[at]
        if at and words[at - 1].endswith("'s"):
            return True
        following = words[at + 1] if at + 1 < len(words) else "."
        if word.startswith("think") and following.startswith("tank"):
            return True
        lists = self._cues.words
        return word in lists["grammar.noun_verbs"] and (
            following in self._cues.verbs or following in lists["clauses.auxiliaries"]
        )

    @staticmethod
    def _is_passive(run: Run, at: int) -> bool:
        """As in "are suspected", "was widely reported": nobody is named who says it."""
        words, index = run.words, at - 1
        while index > 0 and (words[index].endswith("ly") or words[index] in {"also", "not", "now", "still"}):
            index -= 1
        return index >= 0 and words[index] in cues().words["grammar.be"] and not words[at].endswith("ing")

    def _nested(
        self, run: Run, at: int, pieces: list[tuple[int, int]], reach: int, speaker: Speaker, verb: Verb
    ) -> tuple[list[Draft], int]:
        """Where the content is itself "the service assessed that …", the inner content counts."""
        low, high = pieces[0]
        stance = verb.stance
        if stance == "hedged" and speaker.head & {"estimates"}:
            stance = "estimated"
        verbs, words = self._cues.verbs, run.words
        for index in range(low + 1, min(low + 6, high)):
            inner = verbs.get(words[index])
            if inner is None or not inner.takes_that or words[index - 1] in self._cues.words["grammar.noun_marks"]:
                continue
            that = self._contents.that(run, index)
            if that is None or that >= high:
                continue
            told = self._finder.phrase(run, low, index)
            is_other = (
                told is not None
                and (told.entity is not None or told.kind == "document")
                and told.start >= run.starts[low]
            )
            inner_pieces, inner_reach = content_pieces(run, that + 1, len(run.words), self._cues)
            chosen = told if is_other and told is not None else speaker
            return self._teller.drafts(
                run, inner_pieces, chosen, inner.stance if inner.stance != "asserted" else stance, 0.8, run.words[index]
            ), inner_reach
        return self._teller.drafts(run, pieces, speaker, stance, 0.9, run.words[at]), reach

    def _postposed(self, run: Run, at: int, low: int, speaker: Speaker, verb: Verb) -> tuple[list[Draft], int]:
        """As in "…, a senior official said on condition of anonymity.", "The law, they concede, is not ready."."""
        is_pronoun = run.words[at - 1] in self._cues.words["grammar.subjects"]
        is_here = run.start <= speaker.start < run.starts[at] and not is_pronoun
        comma = run.word_at(speaker.start) if is_here else at - 1
        while comma > low and run.words[comma] != ",":
            comma -= 1
        if comma <= low or run.words[comma] != ",":
            return [], at + 1
        return self._around(run, (low, comma, self._past_tail(run, at)), speaker, verb, run.words[at])

    def _around(
        self, run: Run, where: tuple[int, int, int], speaker: Speaker, verb: Verb, cue: str
    ) -> tuple[list[Draft], int]:
        """What stands before, or on both sides of, a cue `(low, first word, word after)`."""
        low, first, after = where
        pieces = [
            (begin, end)
            for begin, end in wrapped(run, low, first, after, self._cues)
            if (end - begin > 5 or (end - begin > 2 and has_verb(run, begin, end, self._cues)))
            and run.words[begin] not in {"whether", "if", "why", "how"}
            and not (run.is_quotation(begin) and end - begin < 3)
        ]
        if not pieces:
            return [], first + 2
        found = self._teller.drafts(run, pieces, speaker, verb.stance, 0.85, cue)
        return self._going_on(run, max(after, pieces[-1][1]), speaker, cue, found)

    def _inverted(self, run: Run, at: int, low: int) -> tuple[list[Draft], int]:
        """As in "…, said Ada Roe.", "Those two, says Ada Roe, who heads the unit, were never sent"."""
        if at <= low or run.words[at - 1] != "," or run.is_quotation(at - 2):
            return [], at + 1
        if not self._cues.verbs[run.words[at]].takes_that:
            return [], at + 1
        found = self._finder.after(run, at + 1)
        if found is None:
            return [], at + 1
        speaker, end = found
        return self._around(
            run, (low, at - 1, self._past_role(run, end)), speaker, self._cues.verbs[run.words[at]], run.words[at]
        )

    def _past_role(self, run: Run, end: int) -> int:
        """Past ", who heads the unit" or ", head of the unit" behind a name, where the sentence goes on."""
        words = run.words
        if words[end : end + 1] in (["who"], ["which"], ["because"], ["when"], ["on"]):
            return next((at for at in range(end, len(words)) if words[at] in {",", ";", "."}), len(words))
        if words[end : end + 1] != [","] or end + 1 >= len(words):
            return end
        comma = next((at for at in range(end + 1, min(end + 24, len(words))) if words[at] in {",", "."}), None)
        if comma is None or words[comma] == ".":
            return end
        lists = self._cues.words
        is_role = words[end + 1] in {"who", "which", "whose"} or bool(
            set(words[end + 1 : comma])
            & (lists["speakers.role"] | lists["speakers.post"] | lists["speakers.expert"] | {"a", "an"})
        )
        return comma if is_role else end

    def _quoted(self, run: Run, at: int) -> Speaker | None:
        """As in "was quoted by the agency as saying", "is on record as saying": who is quoted."""
        words = run.words
        if at < 3 or words[at - 1] != "as":
            return None
        be = next(
            (
                index
                for index in range(at - 2, max(0, at - 12), -1)
                if words[index] in self._cues.words["grammar.be"] | {"been"}
            ),
            None,
        )
        if be is not None and words[be] == "been":
            be -= 1
        marks = {"quoted", "cited", "record", "reported", "recorded", "heard", "overheard"}
        return self._finder.before(run, be) if be and marks & set(words[be:at]) else None

    @staticmethod
    def _past_tail(run: Run, at: int) -> int:
        while at < len(run.words) and run.words[at] not in {",", ";", ".", "—"}:
            at += 1
        return at
