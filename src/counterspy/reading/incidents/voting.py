"""Which methods an incident's words show together, when each word has its say.

Invariant: a method that stays has words for it in the incident's lines.
"""

from __future__ import annotations

from typing import Final

from counterspy.reading.incidents.scenes import Scene, Segment

_OFTEN: Final = {
    "insider-theft": frozenset(["agent-activity", "transnational-repression", "talent-programme"]),
    "agent-activity": frozenset(["insider-theft", "transnational-repression", "physical-surveillance"]),
    "recruitment-approach": frozenset(["agent-activity"]),
    "illegal-export": frozenset(["front-company"]),
    "front-company": frozenset(["illegal-export"]),
    "cyber-intrusion": frozenset(["hack-and-leak"]),
    "hack-and-leak": frozenset(["cyber-intrusion", "influence"]),
    "physical-surveillance": frozenset(["transnational-repression"]),
    "technical-surveillance": frozenset(["transnational-repression"]),
    "transnational-repression": frozenset(["physical-surveillance", "other", "insider-theft", "cyber-intrusion"]),
    "influence": frozenset(["front-company"]),
    "other": frozenset(["front-company"]),
    "talent-programme": frozenset(["insider-theft"]),
}
"""Methods that often come with another in one incident."""
_YIELDING: Final = frozenset(["agent-activity", "recruitment-approach"])
_APART: Final = frozenset(
    ["cyber-intrusion", "sabotage", "illegal-export", "other", "hack-and-leak", "supply-chain",
     "aerial-maritime-collection"]
)  # fmt: skip
"""Acts done for a service by their nature: that somebody worked for one is no method of its own beside more votes."""
_TAKING: Final = frozenset(
    ["cyber-intrusion", "sabotage", "influence", "illegal-export", "other", "hack-and-leak", "supply-chain",
     "technical-surveillance", "aerial-maritime-collection", "front-company", "transnational-repression"]
)  # fmt: skip
"""Beside a plain act of these kinds, that somebody worked for a service is how it was ordered, no method of its own."""
_VOTES: Final = (0.4, 1.0, 2.0)
"""What words count for a method, by their strength."""
_SEVERAL: Final = 2
_TELLING: Final = 3.5
"""In a line with so many particulars (who, when, what came of it) a weak word shows its method by itself."""
_SHARE: Final = 0.15
_PLENTY: Final = 6.0
_SURE: Final = 3.0
"""With so many votes for one method, a single pair of words shows no other that does not often come with it."""
"""A method stays an incident's where its votes come to this share of the most, of which no more than this counts."""


def trust_many(scene: Scene) -> None:
    """Let two weak words for one method in a line, or one in a line that tells much, count as much as one frame."""
    if not scene.methods and not scene.is_generic and not scene.line.is_heading and scene.particulars() >= _TELLING:
        scene.methods, scene.hints = [hint._replace(strength=1) for hint in scene.hints], []
        return
    if len(scene.hints) < _SEVERAL:
        return
    counts: dict[str, set[tuple[int, int]]] = {}
    for hint in scene.hints:
        counts.setdefault(hint.method, set()).add((hint.start, hint.end))
    sure = {method for method, spans in counts.items() if _are_apart(spans)}
    scene.methods += [hint._replace(strength=1) for hint in scene.hints if hint.method in sure]
    scene.hints = [hint for hint in scene.hints if hint.method not in sure]


def _are_apart(spans: set[tuple[int, int]]) -> bool:
    return max(start for start, _ in spans) >= min(end for _, end in spans)


def take_hints(segment: Segment) -> None:
    """Take weak words for a method that often goes with one an incident has, in a line that shows one."""
    for scene in segment.scenes:
        shown = {one.method for one in scene.methods}
        if not shown and (scene.backings or scene.statuses):
            shown = segment.methods
        if shown:
            scene.methods += [
                hint._replace(strength=1)
                for hint in scene.hints
                if any(hint.method in _OFTEN.get(method, ()) for method in shown)
            ]


def settle(segment: Segment) -> None:
    """Let the words of an incident vote on its methods, and leave out those that few of them show."""
    votes = _votes(segment)
    if not votes:
        return
    most = max(votes.values())
    least = _SHARE * min(most, _PLENTY)
    if most >= _SURE:
        known = {method for method, weight in votes.items() if weight > _VOTES[1]}
        often = frozenset[str]().union(known, *(_OFTEN.get(method, ()) for method in known))
        votes = {method: weight if method in often else 0.0 for method, weight in votes.items()}
    for scene in segment.scenes:
        scene.methods = [shown for shown in scene.methods if votes[shown.method] >= least]
    segment.methods = {method for method, weight in votes.items() if weight >= least}


def _votes(segment: Segment) -> dict[str, float]:
    votes: dict[str, float] = {}
    plain: set[str] = set()
    told: set[tuple[str, str]] = set()
    for scene in segment.scenes:
        for shown in scene.methods:
            words = scene.line.between(shown.start, shown.end)
            weight = _VOTES[shown.strength] * (0.25 if (shown.method, words) in told else 1.0)
            told.add((shown.method, words))
            votes[shown.method] = votes.get(shown.method, 0.0) + weight
            plain.update([shown.method] if shown.strength > 1 else ())
    if any(votes.get(method, 0.0) >= _VOTES[2] for method in _TAKING):
        for method in _YIELDING - plain:
            votes[method] = 0.0
    if "insider-theft" not in plain and any(
        votes.get(method, 0.0) >= votes.get("insider-theft", 0.0) for method in ("cyber-intrusion", "hack-and-leak")
    ):
        votes["insider-theft"] = 0.0
    if "agent-activity" not in plain and votes.get("insider-theft", 0.0) >= _VOTES[2]:
        votes["agent-activity"] = 0.0
    agent = votes.get("agent-activity", 0.0)
    if agent and any(votes.get(method, 0.0) >= agent for method in _APART):
        votes["agent-activity"] = 0.0
    return votes
