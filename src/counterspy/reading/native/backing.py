"""Which state stands behind, and which of its bodies acts, by the words beside a state's name or a service's.

Invariant: a state is named for what the text says of it at that place; the state whose bodies hold and judge is not
taken for the one behind while another is named.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from counterspy.model import ReadEntity
from counterspy.reading.native.scene import Scene
from counterspy.reading.native.stems import one_of
from counterspy.vocabulary import toml

_ACTING: Final = frozenset({"service", "military", "actor-group"})
_AFTER: Final = 8
_ENOUGH: Final = 2.0


class Backing(NamedTuple):
    """The states behind, the bodies that act, and where the text says so."""

    sponsors: tuple[str, ...]
    actors: tuple[str, ...]
    places: dict[str, tuple[int, int]]


@cache
def _before(language: str) -> re.Pattern[str]:
    words = toml(language)["sponsor"]["before"]
    if language == "zh":
        return re.compile("(?:" + "|".join(words) + ")[\u3400-\u9fff“「]{0,4}$")
    return one_of(words)


@cache
def _adjectives() -> re.Pattern[str]:
    states = "|".join(sorted(toml("ru")["sponsor"]["adjectives"], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({states})[а-я]{{2,3}}\s(?:[а-я]+(?:ой|ей|их|ых|ого|ие|ые|ая|ий|ый|ым|ому)\s)?([а-я-]+)")


@cache
def _organs() -> re.Pattern[str]:
    return one_of(toml("ru")["sponsor"]["organs"])


def find_backing(scene: Scene, start: int, end: int) -> Backing:
    """Find who stands behind what a stretch tells.

    Args:
        scene: The page.
        start: Of the stretch.
        end: Of the stretch.
    """
    weights: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for left, right, entity in scene.names.within(start, end):
        weight = _weight(scene, left, right, entity)
        if weight and entity.country:
            weights[entity.country] += int(weight)
            places.setdefault(entity.country, (left, right))
        if entity.kind in _ACTING and (weight or entity.kind == "actor-group"):
            acting[entity.id] += int(weight) + 1
            places.setdefault(entity.id, (left, right))
    for country, left, right in _said_of_states(scene, start, end):
        weights[country] += 2
        places.setdefault(country, (left, right))
    foreign = {country: weight for country, weight in weights.items() if country != scene.home and weight >= _ENOUGH}
    best = max(foreign.values(), default=0)
    sponsors = tuple(sorted(country for country, weight in foreign.items() if weight == best))[:1]
    by_id = {entity.id: entity for entity in scene.page.entities}
    actors = [
        id_
        for id_, _ in acting.most_common()
        if by_id[id_].kind == "actor-group" or (by_id[id_].country in sponsors) or by_id[id_].country is None
    ]
    return Backing(sponsors, tuple(actors[:2]), places)


def _weight(scene: Scene, left: int, right: int, entity: ReadEntity) -> float:
    """Weigh one mention of a state, a service or a group."""
    folded, language = scene.folded, scene.page.language
    if entity.kind not in _ACTING | {"place", "agency"}:
        return 0
    if language == "zh":
        is_before = bool(_before("zh").search(folded[max(0, left - 7) : left]))
        after = folded[right : right + _AFTER]
        is_after = after.startswith(tuple(toml("zh")["sponsor"]["after"]))
        if entity.kind in ("service", "military"):
            return 2 * is_before + 1 * any(word in after[:6] for word in ("人员", "人員", "官员", "任务", "情报", "支配", "指使")) + 1
        if entity.kind == "actor-group":
            return 1
        if entity.kind == "agency":
            return 1 if is_before and not re.match("发言|回应|表示|起诉|指控", after) else 0
        return 2 * (is_before and is_after) + 1 * is_after
    before = folded[max(0, left - 50) : left]
    words = re.split(r"[,.;:!?—]", before)[-1].split()
    near = " ".join(words[-4:])
    is_for = bool(_before("ru").search(near))
    if entity.kind in ("service", "military"):
        return 3 if is_for else 1
    return (2 if is_for else 0) if entity.kind == "place" else 1 * (entity.kind == "actor-group")


def _said_of_states(scene: Scene, start: int, end: int) -> list[tuple[str, int, int]]:
    """Give the states meant by other words than their names: adjectives in Russian, `对岸` in Chinese."""
    found = []
    if scene.page.language == "zh":
        for word, country in toml("zh")["sponsor"]["states"].items():
            for match in re.finditer(re.escape(word), scene.folded[start:end]):
                left, right = start + match.start(), start + match.end()
                after = scene.folded[right : right + _AFTER]
                is_behind = after.startswith(tuple(toml("zh")["sponsor"]["after"])) or _before("zh").search(
                    scene.folded[max(0, left - 5) : left]
                )
                if country and is_behind:
                    found.append((str(country), left, right))
        return found
    for match in _adjectives().finditer(scene.folded, start, end):
        if _organs().fullmatch(match[2]):
            found.append((str(toml("ru")["sponsor"]["adjectives"][match[1]]), match.start(), match.end()))
    return found
