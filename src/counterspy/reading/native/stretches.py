"""Which sentences of a page tell of one incident.

Invariant: every sentence belongs to one stretch. A new one begins with a numbered case, with somebody the law dealt
with who stands in no sentence beside those before, or where another state is said to stand behind.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from msgspec import Struct

from counterspy.reading.native.backing import states_said
from counterspy.reading.native.scene import Scene
from counterspy.reading.page import Sentence

_CASE: Final = re.compile(
    r"(?:案例|案件|案)[一二三四五六七八九十\d]+[：:、\s]|[（(]?其[一二三]|(?:дело|эпизод|случай) (?:перв|втор|трет|\d)"
)
_MOST: Final = 4


class _Group(Struct):
    """A stretch while it grows."""

    sentences: list[Sentence]
    people: set[str]
    sponsors: set[str]


def stretches(scene: Scene, befallen: frozenset[str]) -> list[tuple[Sentence, ...]]:
    """Cut a page into the stretches of its incidents.

    Args:
        scene: The page.
        befallen: Ids of those whom an outcome befalls.
    """
    cases = _numbered(scene)
    if cases:
        return cases
    beside = _beside(scene, befallen)
    groups = [_Group([], set(), set())]
    current = groups[0]
    for sentence in scene.page.sentences:
        people = {e.id for _, _, e in scene.names.within(sentence.start, sentence.end) if e.id in befallen}
        known = next((group for group in groups if group.people & people), None)
        states = set() if sentence.is_heading else states_said(scene, sentence)
        if known is not None:
            current = known
        elif len(groups) < _MOST and _tells(scene, sentence) and _is_another(current, people, states, beside):
            current = _Group([], set(), set())
            groups.append(current)
        current.people |= people
        current.sponsors |= states if _tells(scene, sentence) else set()
        current.sentences.append(sentence)
    return [tuple(sorted(group.sentences, key=lambda s: s.start)) for group in groups]


def _is_another(group: _Group, people: set[str], states: set[str], beside: dict[str, set[str]]) -> bool:
    if people and group.people:
        return not any(beside[one] & group.people for one in people)
    return bool(states and group.sponsors and not states & group.sponsors and not people)


def _tells(scene: Scene, sentence: Sentence) -> bool:
    roles = {hit.role for role in ("method", "outcome") for hit in scene.hits_in(sentence.start, sentence.end, role)}
    return bool(roles) and not sentence.is_heading


def _beside(scene: Scene, befallen: frozenset[str]) -> dict[str, set[str]]:
    """Give for each person all who stand in a sentence with them."""
    beside: dict[str, set[str]] = {one: set() for one in befallen}
    for sentence in scene.page.sentences:
        here = {e.id for _, _, e in scene.names.within(sentence.start, sentence.end) if e.id in befallen}
        for one in here:
            beside[one] |= here
    return beside


def _numbered(scene: Scene) -> list[tuple[Sentence, ...]]:
    """Cut where numbered cases begin; what follows the paragraph after the last belongs to none."""
    sentences = scene.page.sentences
    starts = [number for number, sentence in enumerate(sentences) if _CASE.match(scene.folded, sentence.start)]
    if len(starts) < 2:
        return []
    cuts = [*starts, len(sentences)]
    found = []
    for left, right in pairwise(cuts):
        end = right
        if right == len(sentences):
            block = sentences[left].block + 1
            end = next((number for number in range(left, right) if sentences[number].block > block), right)
        found.append(sentences[left:end])
    return found
