"""How many incidents a document tells of, and which sentences belong to which.

A sentence that shows a method together with something particular (who, whom, where, when, what came of it) seeds an
incident. Seeds join the incident they share most with; another state, place, victim or kind of act, or words such as
"in a separate case", keep them apart. Sentences that only tell what became of somebody join the incident that names
them.

Invariant: one walk from the first sentence to the last; every sentence belongs to one incident at most.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

from counterspy.reading.incidents.cases import as_cases
from counterspy.reading.incidents.lines import Shown
from counterspy.reading.incidents.scenes import Scene, Segment
from counterspy.reading.incidents.voting import settle, take_hints, trust_many

__all__ = ["Scene", "Segment", "segments_of"]

_FAMILIES: Final = (
    frozenset(
        [
            "agent-activity",
            "insider-theft",
            "recruitment-approach",
            "front-company",
            "illegal-export",
            "academic-access",
            "talent-programme",
            "investment",
        ]
    ),
    frozenset(["agent-activity", "transnational-repression", "physical-surveillance", "technical-surveillance"]),
    frozenset(["cyber-intrusion", "hack-and-leak"]),
    frozenset(["cyber-intrusion", "supply-chain"]),
    frozenset(["cyber-intrusion", "insider-theft", "technical-surveillance"]),
    frozenset(["sabotage", "agent-activity"]),
    frozenset(["influence", "agent-activity"]),
    frozenset(["aerial-maritime-collection", "physical-surveillance", "sabotage"]),
    frozenset(["front-company", "other", "influence"]),
    frozenset(["illegal-export", "front-company", "supply-chain"]),
    frozenset(["transnational-repression", "other"]),
    frozenset(["transnational-repression", "cyber-intrusion"]),
)
_KIN: Final = {
    method: frozenset().union(*(family for family in _FAMILIES if method in family))
    for method in frozenset[str]().union(*_FAMILIES)
}
_NO_KIN: Final[frozenset[str]] = frozenset()
_PARTICULAR: Final = 2.5
_SETTING: Final = 4
"""How many lines before a seed may belong to its incident."""
_SURE: Final = 2
_JOINS: Final = 1.0
_UNLIKE: Final = -2.0
"""What another kind of act weighs in a short text, which mostly tells of one affair."""
_SHORT: Final = 1500
_SOMETHING: Final = 2.5
"""The least particulars of a line that stands for a document's only incident."""
_TRACED: Final = 1.0
"""The least particulars of a line that words which show no method may let speak on of an incident."""
_HEADINGS: Final = 4
_BACK: Final = 8
"""How many incidents back a line may belong to."""
_NEAR: Final = 3
_NEW: Final = 3.0
"""What it weighs against an incident that a line in another paragraph opens with somebody it does not know."""
_SAME_BREATH: Final = 0.5
"""And in the same paragraph."""
_LOOSE: Final = frozenset({"disclosed", "investigated", "alleged", "disrupted"})
_STANDING: Final = frozenset(["service", "military"])
"""Kinds that stand behind many incidents: that two lines name one ties them no more than their state does."""
_TAKING_PART: Final = frozenset(["person", "persona", "company", "organisation", "service", "military", "actor-group"])


def segments_of(scenes: Sequence[Scene]) -> list[Segment]:
    """Sort a document's lines into incidents, in order of first mention.

    Args:
        scenes: Every line of the document, in order.
    """
    is_short = sum([scene.line.end - scene.line.start for scene in scenes]) < _SHORT
    for scene in scenes:
        if scene.hints:
            trust_many(scene)
    found = _sorted(scenes, is_short=is_short)
    if not found:
        for scene in scenes:
            scene.methods = [*scene.methods, *scene.hints]
        found = _sorted(scenes, is_short=is_short) or _likeliest(scenes)
    found = as_cases(found)
    _gather(scenes, found)
    if is_short and len(found) == 1:
        _round_off(scenes, found[0])
    for segment in found:
        take_hints(segment)
        settle(segment)
    return found


def _round_off(scenes: Sequence[Scene], only: Segment) -> None:
    """Let every line of a short text that says who, when or what came of it join its only incident."""
    owned = {scene.line.number for scene in only.scenes}
    for scene in scenes:
        line = scene.line
        if line.number in owned or line.is_heading or scene.is_generic or scene.is_split:
            continue
        if scene.statuses or scene.actors or scene.backings or line.dates:
            only.take(scene)


def _gather(scenes: Sequence[Scene], found: Sequence[Segment]) -> None:
    """Let lines whose weak words hint at what an incident nearby is known to be tell of it too."""
    owners = {scene.line.number: segment for segment in found for scene in segment.scenes}
    last: Segment | None = None
    for scene in scenes:
        owner = owners.get(scene.line.number)
        last = owner or last
        if (
            not (scene.hints or "trace" in scene.line.hits)
            or scene.line.is_heading
            or scene.is_generic
            or scene.is_split
        ):
            continue
        home = owner or _hinted(scene, last, found)
        if home is None:
            continue
        alike = [hint for hint in scene.hints if hint.method in home.methods] or _traced(scene, home)
        if alike:
            scene.methods = [*scene.methods, *alike]
            scene.hints = [hint for hint in scene.hints if hint.method not in home.methods]
            if owner is None:
                home.take(scene)


def _traced(scene: Scene, home: Segment) -> list[Shown]:
    """Give the words that fit an incident's methods without showing them, of a line that also says who or when."""
    if scene.methods or scene.statuses or scene.particulars() < _TRACED:
        return []
    return [Shown(hit.code, hit.start, hit.end, 0) for hit in scene.line.of("trace") if hit.code in home.methods]


def _hinted(scene: Scene, last: Segment | None, found: Sequence[Segment]) -> Segment | None:
    """Find the incident a line between incidents may tell of: the only one, else the last one told nearby."""
    if len(found) == 1:
        return found[0]
    if last is None or scene.line.block - last.scenes[-1].line.block > 1:
        return None
    return last


def _sorted(scenes: Sequence[Scene], *, is_short: bool) -> list[Segment]:
    sorting = _Sorting(is_short)
    for scene in scenes:
        sorting.sort_in(scene)
    return sorting.done()


def _likeliest(scenes: Sequence[Scene]) -> list[Segment]:
    """Take the line that tells most as the one incident of a document in which none stands out."""
    telling = [scene for scene in scenes if scene.methods and not scene.is_generic and not scene.line.is_heading]
    if not telling:
        return []
    best = max(telling, key=lambda scene: scene.particulars() + sum(one.strength for one in scene.methods))
    if best.particulars() + max(one.strength for one in best.methods) < _SOMETHING:
        return []
    segment = Segment()
    segment.take(best)
    for scene in telling:
        if scene is not best and _of_methods({shown.method for shown in scene.methods}, segment.methods) > 0:
            segment.take(scene)
    return [segment]


class _Sorting:
    """The walk: incidents so far, lines that wait for theirs, and whether words just parted what follows."""

    def __init__(self, is_short: bool) -> None:
        self.is_short = is_short
        self.found: list[Segment] = []
        self.waiting: list[Scene] = []
        self.headings: list[Scene] = []
        self.is_parted = False

    def sort_in(self, scene: Scene) -> None:
        if scene.line.is_heading:
            self.waiting = []
            if (scene.methods and not scene.is_generic) or scene.statuses:
                self.headings.append(scene)
            return
        if scene.statuses and all(status.kind == "denied" for status in scene.statuses):
            scene.methods = []
        if scene.is_split:
            self.is_parted, self.waiting = True, []
            scene.methods = scene.methods or [hint._replace(strength=1) for hint in scene.hints]
        if scene.methods and self._is_seed(scene):
            self._seed(scene)
            return
        if scene.methods and not scene.is_generic and not self.is_parted:
            home = _home(scene, self.found, is_parted=False, is_short=self.is_short)
            if home is not None:
                home.take(scene)
                return
        follower = None if self.is_parted else _follows(scene, self.found)
        if follower is not None:
            follower.take(scene)
        elif not scene.is_generic or scene.is_split:
            self.waiting = [*self.waiting[-_SETTING + 1 :], scene]

    def done(self) -> list[Segment]:
        """Give the incidents; a headline joins the first of its kind, or stands alone where there is no other."""
        for heading in self.headings[:_HEADINGS]:
            fitting = [segment for segment in self.found if _is_headed(heading, segment)]
            if fitting:
                fitting[0].take(heading)
            elif not self.found and heading.methods and (self.is_short or heading.particulars() >= _PARTICULAR):
                self._create(heading)
        return self.found

    def _is_seed(self, scene: Scene) -> bool:
        if self.is_short and not scene.is_generic:
            return True
        if scene.particulars() >= _PARTICULAR:
            return True
        dated = [early for early in self.waiting if early.line.dates or early.states()]
        around = sum(early.particulars() for early in dated if early.line.section == scene.line.section)
        return scene.particulars() + 0.6 * max(around, 0.0) >= _PARTICULAR

    def _seed(self, scene: Scene) -> None:
        home = _home(scene, self.found, is_parted=self.is_parted, is_short=self.is_short)
        if home is None:
            home = self._create(scene)
        else:
            home.take(scene)
        for early in self.waiting:
            if early.line.section == scene.line.section:
                home.take(early)
        self.waiting, self.is_parted = [], False

    def _create(self, scene: Scene) -> Segment:
        told = {method for segment in self.found[-_BACK:] for method in segment.methods}
        fresh = [shown for shown in scene.methods if shown.method not in told]
        if fresh and len(fresh) < len(scene.methods) and not _are_kin(scene.methods):
            scene.methods = fresh
        self.found.append(Segment())
        self.found[-1].take(scene)
        return self.found[-1]


def _are_kin(methods: Sequence[Shown]) -> bool:
    codes = {shown.method for shown in methods}
    return any(codes <= family for family in _FAMILIES)


def _is_headed(heading: Scene, segment: Segment) -> bool:
    if heading.line.section > min(scene.line.section for scene in segment.scenes):
        return False
    methods = {shown.method for shown in heading.methods}
    if heading.states() and segment.states and not heading.states() & segment.states:
        return False
    return not methods or _of_methods(methods, segment.methods) > 0


class _Traits(NamedTuple):
    """What of a line may be shared with an incident."""

    named: set[str]
    methods: set[str]
    states: Set[str]
    places: set[str]
    targets: set[str]
    accused: Set[str]
    parties: Set[str]
    years: Set[str]
    is_short: bool
    is_attribution: bool
    newcomers: Set[str]
    is_of_somebody: bool


def _home(scene: Scene, found: Sequence[Segment], *, is_parted: bool, is_short: bool) -> Segment | None:
    if not found:
        return None
    traits = _Traits(
        named={seen.entity.id for seen in scene.line.seen if seen.entity.kind not in _STANDING},
        methods={shown.method for shown in scene.methods},
        states=scene.states(),
        places={place for place, _, _ in scene.places},
        targets={seen.entity.id for seen in scene.targets},
        accused=scene.accused(),
        parties=scene.parties(),
        years=scene.years(),
        is_short=is_short,
        is_attribution=all(one.method == "agent-activity" and one.strength < _SURE for one in scene.methods),
        newcomers=scene.newcomers(),
        is_of_somebody=scene.opens_with_somebody(),
    )
    best: tuple[float, int] | None = None
    for index in range(max(0, len(found) - _BACK), len(found)):
        weight = _kinship(traits, found[index]) - 4.0 * is_parted
        is_last = index == len(found) - 1
        if is_last:
            weight += _nearness(scene, found[index])
        weight -= _strangeness(scene, traits, found[index])
        if weight >= _JOINS and (best is None or weight >= best[0]):
            best = (weight, index)
    return found[best[1]] if best else None


def _kinship(traits: _Traits, segment: Segment) -> float:
    """Weigh what a line shares with an incident, and what keeps them apart."""
    is_known = not (traits.named.isdisjoint(segment.people) and traits.named.isdisjoint(segment.targets))
    is_elsewhere = bool(traits.places and segment.places and traits.places.isdisjoint(segment.places))
    weight = 3.0 if is_known else 2.0 * (not traits.parties.isdisjoint(segment.parties))
    weight += _agree(traits.years, segment.years, 0.5, -0.5)
    weight += _agree(traits.states, segment.states, 1.0, -4.0)
    weight += _agree(traits.places, segment.places, 0.5, -1.0 if traits.methods <= segment.methods else -2.0)
    least = _UNLIKE if traits.is_short and not is_elsewhere else -6.0
    likeness = 0.5 if traits.is_attribution else _of_methods(traits.methods, segment.methods)
    weight += max(likeness, least)
    weight += _agree(traits.targets, segment.targets, 1.0, -1.0)
    return weight + _agree(traits.accused, segment.people, 1.0, -1.0)


def _strangeness(scene: Scene, traits: _Traits, segment: Segment) -> float:
    """Weigh that a line in another paragraph opens with somebody whom an incident with its own people does not know."""
    if not segment.persons or not traits.parties.isdisjoint(segment.parties):
        return 0.0
    if not (traits.newcomers or traits.is_of_somebody):
        return 0.0
    return _SAME_BREATH if scene.line.block == segment.scenes[-1].line.block else _NEW


def _nearness(scene: Scene, segment: Segment) -> float:
    last = segment.scenes[-1].line
    is_close = scene.line.block - last.block <= 1
    return (1.0 if scene.line.section == last.section else -1.0) + 0.5 * is_close


def _agree(left: Set[str], right: Set[str], plus: float, minus: float) -> float:
    if not left or not right:
        return 0.0
    return minus if left.isdisjoint(right) else plus


def _of_methods(left: set[str], right: set[str]) -> float:
    if not left.isdisjoint(right):
        return 1.5
    return -6.0 if all(_KIN.get(method, _NO_KIN).isdisjoint(right) for method in left) else 0.5


def _follows(scene: Scene, found: Sequence[Segment]) -> Segment | None:
    """Find the incident that a line without a seed tells more of: by whom it names, else the one just told."""
    if not found:
        return None
    if scene.statuses or scene.actors or scene.backings or scene.line.dates:
        named = scene.accused() | {seen.entity.id for seen in scene.line.seen if seen.entity.kind in _TAKING_PART}
        for segment in reversed(found[-_BACK:] if named else ()):
            if not (named.isdisjoint(segment.people) and named.isdisjoint(segment.targets)):
                return segment
    last = found[-1]
    here = last.scenes[-1].line
    reach = _NEAR if scene.statuses else 1
    is_near = (scene.line.section == here.section and scene.line.block - here.block <= reach) or (
        len(found) == 1 and any(one.who or one.kind not in _LOOSE for one in scene.statuses)
    )
    if scene.is_generic or not is_near:
        return None
    return last if scene.statuses or scene.backings or scene.actors else None
