"""What the narrator plainly states of an entity: founded, seated, part of, led by, post, age, residence, alias.

Invariant: a fact's span lies in one sentence and its words state it; nothing is taken from a quotation, a hedge or
what somebody is said to have said. Where it is not plain, there is no fact.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs
import msgspec

from counterspy.model import Fact, ReadEntity
from counterspy.reading.fact_shapes import (
    AGE,
    ALIAS_GAP,
    ALIAS_NAME,
    AT_BODY,
    BEFORE_NAME,
    BODIES,
    BODY_LEADER,
    COMMA,
    COMMA_NAME,
    CUES,
    FORMER,
    FOUNDED_WHEN,
    FRONTED,
    IS,
    IS_POST,
    LEAD_AT_END,
    LEADER_OF,
    LOOK,
    MARKS,
    MEMBERS,
    NEXT_PLACE,
    NOT_NOW,
    NOT_PLAIN,
    OF_PLACE,
    POST,
    PRONOUN,
    PRONOUNS,
    ROLE_ENDS,
    SPACE,
    SPACE_OR_MARK,
    SUBJECT_GAP,
    YEARS_OLD,
)
from counterspy.reading.page import Page, Sentence


class _Named(NamedTuple):
    """A mention with its entity."""

    start: int
    end: int
    entity: ReadEntity


class _Found(NamedTuple):
    """A fact and the entity it is of."""

    entity: str
    fact: Fact


def find_facts(page: Page) -> tuple[ReadEntity, ...]:
    """Give the page's entities, each with what the narrator plainly states of it.

    Args:
        page: With sentences, entities and dates.

    Returns:
        The entities of the page in their order; facts in order of position, each value of a predicate once.
    """
    if not page.entities:
        return ()
    facts: dict[str, list[Fact]] = {}
    for found in _Reader(page).read():
        facts.setdefault(found.entity, []).append(found.fact)
    return tuple(
        msgspec.structs.replace(entity, facts=_once(facts[entity.id])) if entity.id in facts else entity
        for entity in page.entities
    )


def _once(facts: list[Fact]) -> tuple[Fact, ...]:
    kept: dict[tuple[str, str], Fact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.start, fact.end, fact.predicate)):
        kept.setdefault((fact.predicate, fact.value.lower()), fact)
    return tuple(kept.values())


@cache
def _cue_automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    words = tuple(CUES)
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


@cache
def _doubt_automaton() -> ahocorasick_rs.AhoCorasick:
    words = [*NOT_PLAIN, *(word.capitalize() for word in NOT_PLAIN if word != "may"), *MARKS]
    return ahocorasick_rs.AhoCorasick(list(dict.fromkeys(words)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _doubts(text: str) -> list[int]:
    """Give where a word of doubt, of speech or a quotation mark stands."""
    found = _doubt_automaton().find_matches_as_indexes(text)
    return [
        start
        for _, start, end in found
        if text[start] in MARKS or not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    ]


class _Reader:
    """Reads the facts of one page."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        named = (_Named(mention.start, mention.end, entity) for entity in page.entities for mention in entity.mentions)
        self.named = sorted(named, key=itemgetter(0))
        self.at_start = {named.start: named for named in self.named}
        self.at_end = {named.end: named for named in self.named}
        self.doubts: list[int] | None = None  # where hedges, speech and quotation marks stand
        self.starts = [sentence.start for sentence in page.sentences]
        self.dates = {date.start: date for date in page.dates}

    def read(self) -> Iterator[_Found]:
        """Give the facts, in no order."""
        for named in self.named:
            sentence = self._sentence_at(named.start)
            if sentence is None or named.end > sentence.end:
                continue
            if named.entity.kind == "person":
                yield from self._of_person(named, sentence)
            elif named.entity.kind in BODIES:
                yield from self._leader_after(named, sentence)
        automaton, words = _cue_automaton()
        for index, start, end in automaton.find_matches_as_indexes(self.text):
            if self.text[start - 1 : start].isalnum() or self.text[end : end + 1].isalnum():
                continue
            sentence = self._sentence_at(start)
            if sentence is not None and end < sentence.end:
                yield from self._of_cue(CUES[words[index]], start, end, sentence)

    def _sentence_at(self, offset: int) -> Sentence | None:
        index = bisect_right(self.starts, offset) - 1
        sentences = self.page.sentences
        return sentences[index] if index >= 0 and offset < sentences[index].end else None

    def _is_plain(self, sentence: Sentence, start: int, end: int, *, is_apposition: bool) -> bool:
        """Whether nothing before (for an apposition) or around (else) makes it somebody's word or a guess."""
        if sentence.is_heading:
            return False
        first = max(sentence.start, start - LOOK)
        last = start if is_apposition else min(sentence.end, end + LOOK)
        if self.doubts is None:
            self.doubts = _doubts(self.text)
        index = bisect_left(self.doubts, first)
        return index == len(self.doubts) or self.doubts[index] >= last

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    # --- people ------------------------------------------------------------------------------------------------

    def _of_person(self, person: _Named, sentence: Sentence) -> Iterator[_Found]:
        if not self._is_plain(sentence, person.start, person.end, is_apposition=True):
            return
        text, limit, name = self.text, min(sentence.end, person.end + LOOK), person.entity.id
        if age := AGE.match(text, person.end, limit):
            yield _Found(name, Fact(predicate="age", value=age[1] or age[2], start=person.start, end=age.end()))
        of = OF_PLACE.match(text, person.end, limit)
        place = self.at_start.get(of.end()) if of else None
        if place is not None and place.entity.kind == "place" and place.end <= limit:
            end = self._end_of_place(place.end, limit)
            value = self._words(place.start, end)
            fact = Fact(predicate="residence", value=value, start=person.start, end=end, object=place.entity.id)
            yield _Found(name, fact)
        before = text[max(sentence.start, person.start - 60) : person.start]
        if "-year-old" in before and (old := YEARS_OLD.search(before)):
            start = person.start - len(before) + old.start()
            yield _Found(name, Fact(predicate="age", value=old[1], start=start, end=person.end))
        yield from self._post(person, sentence, age.end() if age else person.end, before)

    def _end_of_place(self, end: int, limit: int) -> int:
        """Take in "Massachusetts" after "North Dighton, "."""
        comma = NEXT_PLACE.match(self.text, end, limit)
        following = self.at_start.get(comma.end()) if comma else None
        return following.end if following and following.entity.kind == "place" and following.end <= limit else end

    def _post(self, person: _Named, sentence: Sentence, end: int, before: str) -> Iterator[_Found]:
        """The post a person holds: after the name, in the clause, or before the name."""
        text, limit = self.text, min(sentence.end, end + LOOK)
        if after := (POST.match(text, end, limit) or IS_POST.match(text, end, limit)):
            is_apposition = text[end] == ","
            if self._is_plain(sentence, person.start, after.end(), is_apposition=is_apposition):
                yield from self._post_of(person, after, limit)
            return
        word = before.rstrip()[-24:].rpartition(" ")[2].lower()
        if word in ROLE_ENDS and (title := BEFORE_NAME.search(before)):
            start = person.start - len(before) + title.start(1)
            if (body := self.at_end.get(start - 1)) and body.entity.kind in BODIES:
                return  # "the ministry's head" is read from the ministry on
            fact = Fact(predicate="position", value=" ".join(title[1].split()), start=start, end=person.end)
            yield _Found(person.entity.id, fact)

    def _post_of(self, person: _Named, post: re.Match[str], limit: int) -> Iterator[_Found]:
        end, body = post.end(1), None
        if (of := AT_BODY.match(self.text, end, limit)) and (body := self._body_at(of.end())) and body.end <= limit:
            end = body.end
        inside = [named for named in self._between(post.start(1), post.end(1)) if named.entity.kind in BODIES]
        if any(named.entity.kind == "person" for named in self._between(post.start(1), post.end(1))):
            return
        body = body or (inside[0] if inside else None)
        value = self._words(post.start(1), end)
        object_id = body.entity.id if body else None
        yield _Found(
            person.entity.id, Fact(predicate="position", value=value, start=person.start, end=end, object=object_id)
        )
        role = LEAD_AT_END.search(self._words(post.start(1), post.end(1)))
        if body and role and not NOT_NOW.match(value):
            fact = Fact(
                predicate="led-by", value=person.entity.name, start=person.start, end=end, object=person.entity.id
            )
            yield _Found(body.entity.id, fact)

    def _body_at(self, start: int) -> _Named | None:
        """The body that is named here, or after a place's genitive: "the UK's MI6"."""
        named = self.at_start.get(start)
        if named and named.entity.kind == "place" and self.text[named.end : named.end + 3] in {"'s ", "’s "}:
            named = self.at_start.get(named.end + 3)
        return named if named and named.entity.kind in BODIES else None

    def _between(self, start: int, end: int) -> list[_Named]:
        index = bisect_left(self.named, start, key=lambda named: named.start)
        found = []
        while index < len(self.named) and self.named[index].end <= end:
            found.append(self.named[index])
            index += 1
        return found

    def _leader_after(self, body: _Named, sentence: Sentence) -> Iterator[_Found]:
        """Read who leads a body: "the bureau's head, NAME", "the head of the bureau, NAME"."""
        text, limit = self.text, min(sentence.end, body.end + LOOK)
        role = BODY_LEADER.match(text, body.end, limit)
        person = self.at_start.get(role.end()) if role else None
        start = body.start
        if person is None:
            before = text[max(sentence.start, body.start - 40) : body.start]
            comma = COMMA_NAME.match(text, body.end, limit)
            role = LEADER_OF.search(before) if comma else None
            person = self.at_start.get(comma.end()) if role and comma else None
            start = body.start - len(before) + role.start() if role else start
        if role is None or person is None or person.entity.kind != "person" or person.end > limit:
            return
        is_former = FORMER.search(text[max(0, start - 12) : start])
        if is_former or not self._is_plain(sentence, start, person.end, is_apposition=True):
            return
        name, end = person.entity.name, person.end
        yield _Found(
            body.entity.id, Fact(predicate="led-by", value=name, start=start, end=end, object=person.entity.id)
        )
        value = f"{role[1]} of {body.entity.name}"
        yield _Found(
            person.entity.id, Fact(predicate="position", value=value, start=start, end=end, object=body.entity.id)
        )

    # --- bodies ------------------------------------------------------------------------------------------------

    def _of_cue(self, predicate: str, start: int, end: int, sentence: Sentence) -> Iterator[_Found]:
        if predicate == "founded":
            yield from self._founded(start, end, sentence)
        elif predicate == "alias":
            yield from self._alias(start, end, sentence)
        else:
            kinds = frozenset({"place"}) if predicate == "headquartered" else BODIES
            yield from self._related(predicate, kinds, start, end, sentence)

    def _founded(self, start: int, end: int, sentence: Sentence) -> Iterator[_Found]:
        when = FOUNDED_WHEN.match(self.text, end, sentence.end)
        date = self.dates.get(when.end()) if when else None
        if date is None or date.end > sentence.end or "/" in date.edtf:
            return
        subject = self._subject(start, date.end, sentence, BODIES)
        if subject is None:
            return
        first, last, entity = subject
        if not self._is_plain(sentence, start, last, is_apposition=last > date.end):
            return
        yield _Found(entity.id, Fact(predicate="founded", value=date.edtf, start=first, end=last))

    def _related(
        self, predicate: str, kinds: frozenset[str], start: int, end: int, sentence: Sentence
    ) -> Iterator[_Found]:
        found = SPACE.match(self.text, end, sentence.end)
        if found is None:
            return
        other = self.at_start.get(found.end()) if predicate == "headquartered" else self._body_at(found.end())
        if other is None or other.entity.kind not in kinds or other.end > sentence.end:
            return
        subject = self._subject(start, other.end, sentence, BODIES if predicate == "headquartered" else MEMBERS)
        if subject is None or subject[2].id == other.entity.id:
            return
        first, last, entity = subject
        is_apposition = last > other.end or "," in self.text[first:start]
        if not self._is_plain(sentence, start, last, is_apposition=is_apposition):
            return
        end = self._end_of_place(other.end, sentence.end) if predicate == "headquartered" else other.end
        value = self._words(other.start, end)
        fact = Fact(predicate=predicate, value=value, start=first, end=max(last, end), object=other.entity.id)
        yield _Found(entity.id, fact)

    def _alias(self, start: int, end: int, sentence: Sentence) -> Iterator[_Found]:
        subject = self._mention_before(start, sentence, ALIAS_GAP)
        if subject is None or not self._is_plain(sentence, subject.start, end, is_apposition=True):
            return
        found = ALIAS_NAME.match(self.text, end, sentence.end)
        space = SPACE_OR_MARK.match(self.text, end, sentence.end)
        other = self.at_start.get(space.end()) if space else None
        if other is not None and other.end <= sentence.end:
            object_id = other.entity.id if other.entity.id != subject.entity.id else None
            value, last = self._words(other.start, other.end), other.end
        elif found is not None:
            object_id, value, last = None, " ".join((found[1] or found[2]).split()), found.end()
        else:
            return
        fact = Fact(predicate="alias", value=value, start=subject.start, end=last, object=object_id)
        yield _Found(subject.entity.id, fact)

    # --- of whom -------------------------------------------------------------------------------------------------

    def _subject(
        self, start: int, end: int, sentence: Sentence, kinds: frozenset[str]
    ) -> tuple[int, int, ReadEntity] | None:
        """Whom the words `[start, end)` are said of, and the stretch from the one to the other."""
        before = self._mention_before(start, sentence, SUBJECT_GAP)
        if before is not None:
            return (before.start, end, before.entity) if before.entity.kind in kinds else None
        if FRONTED.fullmatch(self.text, sentence.start, start):
            comma = COMMA.match(self.text, end, sentence.end)
            after = self.at_start.get(comma.end()) if comma else None
            is_fit = after is not None and after.entity.kind in kinds and after.end <= sentence.end
            return (sentence.start, after.end, after.entity) if after and is_fit else None
        pronoun = PRONOUN.match(self.text, sentence.start, start)
        if pronoun is None or not IS.fullmatch(self.text, pronoun.end(), start):
            return None
        fitting = frozenset(PRONOUNS[(pronoun[1] or "it").lower()]) & kinds
        named = self._named_before(sentence, fitting)
        return (sentence.start, end, named.entity) if named else None

    def _mention_before(self, start: int, sentence: Sentence, gap: re.Pattern[str]) -> _Named | None:
        """The mention that only a gap of this form parts from `start`."""
        index = bisect_left(self.named, start, key=lambda named: named.start) - 1
        if index < 0 or self.named[index].start < sentence.start or self.named[index].end > start:
            return None
        named = self.named[index]
        return named if start - named.end < 80 and gap.fullmatch(self.text, named.end, start) else None

    def _named_before(self, sentence: Sentence, kinds: frozenset[str]) -> _Named | None:
        """The nearest fitting mention before the sentence in its own block: what "it" stands for."""
        index = bisect_left(self.named, sentence.start, key=lambda named: named.start) - 1
        for named in reversed(self.named[max(0, index - 11) : index + 1]):
            place = self._sentence_at(named.start)
            if place is None or place.block != sentence.block:
                return None
            if named.entity.kind in kinds:
                return named
        return None
