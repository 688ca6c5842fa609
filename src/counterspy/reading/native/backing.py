"""Which state stands behind, and which of its bodies acts, by the words beside a state's name or a service's.

Invariant: a state is named for what the text says of it at that place; the state whose bodies hold and judge is not
taken for the one behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from counterspy.model import ReadEntity
from counterspy.reading.native.scene import Scene
from counterspy.reading.native.stems import one_of
from counterspy.reading.page import Sentence
from counterspy.vocabulary import toml

_ACTING: Final = frozenset({"service", "military", "actor-group"})
_STATES: Final = frozenset({"place", "agency"})
_AFTER: Final = 8
_ENOUGH: Final = 2
_MEN: Final = ("人员", "官员", "任务", "情报", "支配", "指使", "特工", "支持", "委托", "背景")


class Backing(NamedTuple):
    """The states behind, the bodies that act, and where the text says so."""

    sponsors: tuple[str, ...]
    actors: tuple[str, ...]
    places: dict[str, tuple[int, int]]


@cache
def _adjectives() -> re.Pattern[str]:
    states = "|".join(sorted(toml("ru")["sponsor"]["adjectives"], key=len, reverse=True))
    between = r"(?:[а-я]+(?:ой|ей|их|ых|ого|ие|ые|ая|ий|ый|ым|ому)\s)?"
    return re.compile(rf"(?<![\w-])({states})[а-я]{{2,3}}\s{between}([а-я-]+)")


@cache
def _organs() -> re.Pattern[str]:
    return one_of(toml("ru")["sponsor"]["organs"])


def find_backing(scene: Scene, sentences: Sequence[Sentence], *, is_home_open: bool = False) -> Backing:
    """Find who stands behind what some sentences tell.

    Args:
        scene: The page.
        sentences: Of one incident.
        is_home_open: Whether the state of the page's own bodies may be the one behind too.
    """
    home = None if is_home_open else scene.home
    weights: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    owners: dict[str, str] = {}
    for sentence in sentences:
        said = list(_said_of_states(scene, sentence.start, sentence.end))
        for country, left, right in said:
            weights[country] += 2
            places.setdefault(country, (left, right))
        for left, right, entity in scene.names.within(sentence.start, sentence.end):
            # `белорусского КГБ`: whose it is stands before it
            near = next((state for state, start, end in said if start < left <= end), "")
            if near:
                scene.owners[entity.id] = near
            country = near or scene.owners.get(entity.id) or entity.country or ""
            weight = _weight(scene, left, right, entity) + 2 * bool(near)
            if weight and country:
                weights[country] += weight
                places.setdefault(country, (left, right))
            if entity.kind in _ACTING and (weight >= _ENOUGH or entity.kind == "actor-group"):
                acting[entity.id] += weight + 1
                owners[entity.id] = country
                places.setdefault(entity.id, (left, right))
    foreign = {country: weight for country, weight in weights.items() if country != home and weight >= _ENOUGH}
    best = max(foreign.values(), default=0)
    sponsors = tuple(sorted(country for country, weight in foreign.items() if weight == best))[:1]
    actors = [id_ for id_, _ in acting.most_common() if not owners[id_] or owners[id_] in sponsors]
    return Backing(sponsors, tuple(actors[:2]), places)


def states_said(scene: Scene, sentence: Sentence) -> set[str]:
    """Give the states that a sentence calls those behind, in so many words."""
    if scene.page.language != "ru":
        return set()
    return {state for state, _, _ in _said_of_states(scene, sentence.start, sentence.end)}


def _weight(scene: Scene, left: int, right: int, entity: ReadEntity) -> int:
    """Weigh one mention of a state, a service or a group."""
    if entity.kind not in _ACTING | _STATES:
        return 0
    if entity.kind == "actor-group":
        return 1
    is_for = scene.is_for(left)
    if scene.page.language == "ru":
        return (3 if is_for else 1) if entity.kind in _ACTING else 2 * (is_for and entity.kind == "place")
    after = scene.folded[right : right + _AFTER]
    if entity.kind in _ACTING:
        return 2 * is_for + any(word in after[:6] for word in _MEN) + 1
    if entity.kind == "agency":
        return 1 if is_for and not re.match("发言|回应|表示|起诉|指控", after) else 0
    is_after = after.startswith(tuple(toml("zh")["sponsor"]["after"]))
    return 2 * (is_for and is_after) + is_after


def _said_of_states(scene: Scene, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the states meant by other words than their names: adjectives in Russian, `对岸` in Chinese."""
    if scene.page.language == "ru":
        for match in _adjectives().finditer(scene.folded, start, end):
            if _organs().fullmatch(match[2]) or match[2].isupper() or _is_service(scene, match.start(2)):
                yield str(toml("ru")["sponsor"]["adjectives"][match[1]]), match.start(), match.start(2)
        return
    for word, country in toml("zh")["sponsor"]["states"].items():
        at = scene.folded.find(word, start, end)
        while at >= 0:
            after = scene.folded[at + len(word) : at + len(word) + _AFTER]
            if country and (after.startswith(tuple(toml("zh")["sponsor"]["after"])) or scene.is_for(at)):
                yield str(country), at, at + len(word)
            at = scene.folded.find(word, at + 1, end)


def _is_service(scene: Scene, at: int) -> bool:
    return any(start == at and entity.kind == "service" for start, _, entity in scene.names.within(at, at + 60))
