"""Speakers: the noun phrase that a verb of saying belongs to, and what kind of speaker it is.

Invariant: a speaker is a span of the text, never a pronoun; where only a pronoun stands, the nearest earlier speaker
or person is taken, and where there is none, nobody.
"""

from __future__ import annotations

from msgspec import Struct

from counterspy.model import ReadEntity
from counterspy.reading.claims.cast import SPEAKING_KINDS, Cast, Named
from counterspy.reading.claims.cues import Cues, cues
from counterspy.reading.claims.prose import Prose, Run

_PREPOSITIONS = frozenset("of by from in at for to on with about against under into over through near regarding".split())
_DETERMINERS = frozenset("a an the his her its their our my this that these those some several many two three four".split())
_STOPS = frozenset(", ; : . ( ) [ ] — – ? !".split())
_SKIPPED = frozenset(
    "also later already then since always previously once now still again often just even publicly has have had was were "
    "is are be been being did do does would will could may might".split()
)
_NEGATIONS = frozenset("not never n't cannot declined refused".split())
_NOUNLIKE = frozenset("reports estimates claims records rules shows judges says finds states notes charges fears judge".split())
_LONGEST = 24


class Speaker(Struct, frozen=True, kw_only=True):
    """Who says it. `head`: lower-case words of the role; `is_body`: an institution, not a person."""

    start: int
    end: int
    text: str
    kind: str
    head: frozenset[str]
    entity: ReadEntity | None = None
    is_charging: bool = False


class Finder:
    """Finds speakers in one document and remembers who spoke last. One instance a document, thrown away after it."""

    def __init__(self, prose: Prose, cast: Cast) -> None:
        self._prose = prose
        self._cast = cast
        self._cues: Cues = cues()
        self.last: Speaker | None = None
        self.last_block = -1

    def remember(self, speaker: Speaker, block: int) -> None:
        """Note who spoke last."""
        self.last, self.last_block = speaker, block

    def before(self, run: Run, verb: int, low: int = 0) -> Speaker | None:
        """The speaker whose verb stands at index `verb`, looking left no further than index `low`."""
        at = verb - 1
        while at >= low and self._is_skipped(run.words[at]):
            at -= 1
        if at < low or run.words[at] in _NEGATIONS or any(word in _NEGATIONS for word in run.words[at + 1 : verb]):
            return None
        word = run.words[at]
        if word in {"and", "but", "or"} or (word == "," and at + 1 < verb and run.words[at + 1] == "then"):
            return self.last if self.last_block == run.block else None
        if pronoun := self._pronoun(run, at):
            return pronoun
        if word == ",":
            return self._across(run, at, low)
        return self.phrase(run, self._first(run, at, low), at + 1)

    def after(self, run: Run, first: int) -> tuple[Speaker, int] | None:
        """The speaker that starts at index `first`, as in "said Ada Roe"; and the index after it."""
        at = first
        while at < len(run.words) and run.words[at] not in _STOPS and not run.is_quotation(at) and at - first < 12:
            if at > first and run.words[at] in {"who", "which", "that", "when", "as", "after", "while", "regarding", "on", "and", "but"}:
                break
            at += 1
        speaker = self.phrase(run, first, at) if at > first else None
        return (speaker, at) if speaker else None

    def phrase(self, run: Run, first: int, last: int) -> Speaker | None:
        """Make a speaker of the words `[first, last)`, or None where they cannot speak."""
        first = self._trim(run, first, last)
        if first >= last:
            return None
        if last - first == 1 and (pronoun := self._pronoun(run, first)):
            return pronoun
        start, end = run.starts[first], run.ends[last - 1]
        named = self._cast.within(start, end)
        people = [one for one in named if one.entity.kind in {"person", "persona"} and not self._is_owner(one, end)]
        if people:
            return self._person(people[-1], frozenset(run.words[first:last]))
        return self._body(run, first, last, named)

    def _person(self, named: Named, words: frozenset[str]) -> Speaker:
        start = named.start
        flat = self._prose.flat
        before = flat[max(0, start - 10) : start].rstrip(" .").rpartition(" ")[2]
        if before.lower() in self._cues.words["speakers.titles"]:
            start = flat.rindex(before, 0, named.start)
        head = words | self._cast.roles.get(named.entity.id, frozenset())
        return Speaker(
            start=start,
            end=named.end,
            text=self._prose.text[start : named.end],
            kind=self._person_kind(named.entity, head),
            head=head,
            entity=named.entity,
        )

    def _person_kind(self, entity: ReadEntity, head: frozenset[str]) -> str:
        lists = self._cues.words
        bare = frozenset(word.removesuffix("'s") for word in head)
        if bare & lists["speakers.counsel"]:
            return "company" if bare & (lists["speakers.company"] - {"team"}) else "accused"
        if entity.kind == "persona" or entity.id in self._cast.accused:
            return "accused"
        if bare & {"former", "ex"} and bare & lists["speakers.expert"] - {"former"}:
            return "expert"
        if bare & lists["speakers.scholarly"] and not bare & {"minister", "judge"}:
            return "expert"
        if bare & (lists["speakers.role"] | lists["speakers.post"] | lists["speakers.official"]) and "former" not in bare:
            return self._office(entity, bare)
        if bare & lists["speakers.media"]:
            return "media"
        return "expert"

    def _office(self, entity: ReadEntity, bare: frozenset[str]) -> str:
        """A post is of the body named beside it; a post that only a state has speaks for itself."""
        lists = self._cues.words
        bodies = self._bodies_beside(entity)
        for kind in bodies:
            if kind in {"service", "agency", "military", "place"}:
                return "named-official"
            if kind in {"company", "organisation"}:
                return "company"
        if bare & (lists["speakers.post"] - {"chair", "chairman", "chairwoman", "president", "general", "high", "secretary"}):
            return "named-official"
        if bare & lists["speakers.company"] or bare & {"ceo", "executive", "founder", "co-founder", "owner", "manager"}:
            return "company"
        return "named-official"

    def _bodies_beside(self, entity: ReadEntity) -> list[str]:
        kinds: list[str] = []
        flat = self._prose.flat
        for mention in entity.mentions[:6]:
            near = self._cast.within(max(0, mention.start - 70), min(len(flat), mention.end + 90))
            for one in near:
                gap = flat[one.end : mention.start] if one.end <= mention.start else flat[mention.end : one.start]
                if one.entity.id != entity.id and one.entity.kind in SPEAKING_KINDS and "." not in gap and len(gap.split()) < 8:
                    if gap.startswith(("'s", ",", " (", " of", " at")) and not self._holds_verb(gap):
                        kinds.append(one.entity.kind)
        return kinds

    def _holds_verb(self, gap: str) -> bool:
        return any(word in self._cues.verbs or word in self._cues.words["clauses.auxiliaries"] for word in gap.lower().split())

    def _body(self, run: Run, first: int, last: int, named: list[Named]) -> Speaker | None:
        words = run.words[first:last]
        head_at = self._head(words)
        head = words[head_at].removesuffix("'s")
        start, end = run.starts[first], run.ends[last - 1]
        owner = next((one for one in named if one.end >= run.ends[first + head_at] >= one.start), None)
        kind = self._noun_kind(head, words, named, owner)
        if kind is None:
            return None
        bare = frozenset(word.removesuffix("'s") for word in words)
        if kind != "document" and (known := self._known(run, words, head)):
            return known
        return Speaker(
            start=start,
            end=end,
            text=self._prose.text[start:end],
            kind=kind,
            head=bare,
            entity=owner.entity if owner else None,
            is_charging=kind == "document" and bool(bare & self._cues.words["speakers.charging"]) or bool(bare & {"prosecutor", "prosecutors"}),
        )

    def _known(self, run: Run, words: list[str], head: str) -> Speaker | None:
        """"The official" after "a senior official", "the magistrate" after one who was introduced as such."""
        last = self.last
        if last is None or self.last_block != run.block or words[0] != "the" or len(words) != 2:
            return None
        return last if head in last.head and len(last.head) > 2 else None

    def _noun_kind(self, head: str, words: list[str], named: list[Named], owner: Named | None) -> str | None:
        lists = self._cues.words
        if owner is not None and head not in lists["speakers.document"]:
            return self._entity_kind(owner.entity, words)
        if head in lists["speakers.media"]:
            return "media"
        if head in lists["speakers.document"] and head not in {"office"}:
            return "unnamed-official" if head in {"figures", "estimates"} and "official" in words else "document"
        if head in lists["speakers.counsel"]:
            return "accused"
        if head in lists["speakers.role"]:
            return self._role_kind(words, named)
        if head in lists["speakers.official"]:
            return "unnamed-official"
        if head in lists["speakers.expert"]:
            return "expert"
        if head in lists["speakers.post"]:
            return "named-official"
        if head in lists["speakers.accused"]:
            return "accused"
        if head in lists["speakers.company"]:
            return "company"
        return None

    def _role_kind(self, words: list[str], named: list[Named]) -> str:
        for one in named:
            if one.entity.kind in {"company", "organisation", "platform"}:
                return "expert" if self._is_scholarly(one.entity) else "company"
            if one.entity.kind in {"service", "agency", "military", "place"}:
                return "named-official"
        bare = {word.removesuffix("'s") for word in words}
        if bare & self._cues.words["speakers.company"]:
            return "company"
        if bare & self._cues.words["speakers.scholarly"]:
            return "expert"
        return "unnamed-official" if words[0] in {"a", "an"} else "named-official"

    def _entity_kind(self, entity: ReadEntity, words: list[str]) -> str | None:
        if entity.kind in {"service", "agency", "military", "place"}:
            return "named-official"
        if entity.kind in {"persona", "actor-group"}:
            return "accused"
        if entity.kind == "company":
            near = {word.lower() for word in entity.name.split()} | set(words)
            is_media = near & (self._cues.words["speakers.media_names"] | self._cues.words["speakers.media"])
            return "media" if is_media else "company"
        if entity.kind == "organisation":
            return "expert" if self._is_scholarly(entity) else "company"
        if entity.kind == "platform":
            return "company"
        return "document" if entity.kind == "law" else None

    def _is_scholarly(self, entity: ReadEntity) -> bool:
        return any(word.lower() in self._cues.words["speakers.scholarly"] for word in entity.name.split())

    def _pronoun(self, run: Run, at: int) -> Speaker | None:
        word = run.words[at]
        if word in self._cues.words["pronouns.person"]:
            if self.last and self.last_block == run.block and self.last.entity and self.last.entity.kind == "person":
                return self.last
            named = self._cast.person_before(run.starts[at])
            return self._person(named, frozenset()) if named else None
        if word in self._cues.words["pronouns.thing"] or word in self._cues.words["pronouns.plural"]:
            is_near = self.last is not None and self.last_block == run.block
            return self.last if is_near and self.last and (self.last.entity is None or self.last.entity.kind != "person") else None
        if word == "we":
            return self.issuer()
        return None

    def issuer(self) -> Speaker | None:
        """The body whose own voice the document is."""
        entity = self._cast.issuer
        if entity is None:
            return None
        mention = entity.mentions[0]
        return Speaker(
            start=mention.start,
            end=mention.end,
            text=self._prose.text[mention.start : mention.end],
            kind=self._entity_kind(entity, []) or "company",
            head=frozenset(),
            entity=entity,
        )

    def _across(self, run: Run, comma: int, low: int) -> Speaker | None:
        """The subject stands before a parenthesis between commas: "Ada Roe, who studies it, says"."""
        opening = self._opening(run, comma, low)
        if opening is None:
            return None
        inside = self._cast.within(run.starts[opening + 1], run.ends[comma - 1])
        person = next((one for one in inside if one.entity.kind == "person" and one.start - run.starts[opening + 1] < 12), None)
        first = self._first(run, opening - 1, low)
        if person and person.end == run.ends[comma - 1]:
            return self._person(person, frozenset(run.words[first:opening]))
        return self.phrase(run, first, opening)

    @staticmethod
    def _opening(run: Run, comma: int, low: int) -> int | None:
        nearest: int | None = None
        for at in range(comma - 1, max(low, comma - 40) - 1, -1):
            if run.words[at] in {";", ":", "."}:
                break
            if run.words[at] == "," and at > low:
                if run.words[at + 1] in {"who", "which", "whose"}:
                    return at
                nearest = nearest if nearest is not None else at
        return nearest

    def _first(self, run: Run, last: int, low: int) -> int:
        """Index where the noun phrase that ends at index `last` begins."""
        at = last
        while at > low and last - at < _LONGEST:
            word = run.words[at - 1]
            if word in _STOPS or run.is_quotation(at - 1) and self._is_speech(run, at - 1):
                break
            if word in self._cues.words["clauses.subordinators"] or self._is_verb(run, at - 1):
                break
            if word in {"and", "but", "or"} and (at - 1 == low or run.words[at - 2] == "," or self._verb_left(run, at - 2, low)):
                break
            at -= 1
        return at

    def _verb_left(self, run: Run, at: int, low: int) -> bool:
        for index in range(at, max(low, at - 20) - 1, -1):
            if run.words[index] in _STOPS:
                return False
            if self._is_verb(run, index):
                return True
        return False

    def _is_verb(self, run: Run, at: int) -> bool:
        word = run.words[at]
        if word in self._cues.words["clauses.auxiliaries"]:
            return True
        return word in self._cues.verbs and word not in _NOUNLIKE and not self._cues.verbs[word].is_participle

    def _is_speech(self, run: Run, at: int) -> bool:
        return run.ends[at] - run.starts[at] > 40

    def _trim(self, run: Run, first: int, last: int) -> int:
        """Leave out openers and a leading adverbial ("On 4 May the weekly")."""
        words = run.words
        while first < last and (words[first] in self._cues.words["clauses.openers"] or words[first].endswith("ly") and first + 1 < last and words[first + 1] not in _PREPOSITIONS):
            first += 1
        if first < last and words[first] in _PREPOSITIONS:
            starts = [at for at in range(first + 1, last) if words[at] in _DETERMINERS and words[at - 1] not in _PREPOSITIONS | {"and"}]
            first = starts[0] if starts else next((at for at in range(first + 1, last) if words[at - 1].isdigit()), last)
        return first

    def _is_skipped(self, word: str) -> bool:
        return word in _SKIPPED or (word.endswith("ly") and len(word) > 4 and word not in {"family", "ally", "italy", "daily", "weekly", "assembly"})

    @staticmethod
    def _head(words: list[str]) -> int:
        """Index of the noun that heads the phrase: the last word before its first preposition or relative."""
        for at, word in enumerate(words):
            if at and (word in _PREPOSITIONS or word in {"who", "which", ","} ):
                return at - 1
        return len(words) - 1

    def _is_owner(self, named: Named, end: int) -> bool:
        return self._prose.flat[named.end : named.end + 2] == "'s" and named.end < end
