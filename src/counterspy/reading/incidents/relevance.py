"""The final judgement: does a document report on, or discuss, espionage and its kin?

Many weak words are weighed together, none decides alone: words of a state at work, of secrets, of the field, acts that
show a method, what states do in answer, whose task such cases are; against them words of stories, of other crimes, of
trade and private life.

Invariant: it rests on words, on kinds of names and on the incidents found, never on who is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from counterspy.model import ReadClaim, ReadEntity, ReadIncident
from counterspy.reading.incidents.lines import is_as_written
from counterspy.reading.incidents.phrases import Hit, scan_page, spell_out
from counterspy.reading.incidents.together import is_policed, weigh_together
from counterspy.reading.page import Page
from counterspy.vocabulary import toml

_STORY: Final = "0"
"""The list of words against that are of stories: novels, films, games."""
_TOLD: Final = "3"
"""The list of words against that say so outright: "in the novel", "opens in cinemas"."""
_ORGAN_REACH: Final = 16
_BACKED_REACH: Final = 8
_BARE_FOR: Final = len("for")
_LONG: Final = 3000
_LENGTHY: Final = 12000
_BRIEF: Final = 700
"""A text up to this length has room for few words; what one lacks is made good, less up to twice the length."""


class Weighed(NamedTuple):
    """What a document's words weigh; `tied` counts only those of a state and of its secrets."""

    total: float
    tied: float

    def is_enough(self) -> bool:
        """Tell whether it makes a document relevant."""
        return bool(self.total >= _table()["enough"] and self.tied >= _table()["tied"])

    def may_be_enough(self) -> bool:
        """Tell whether incidents could make it enough, were there any."""
        table = _table()
        best = table["incident"] + table["sponsored"] + table["manifold"]
        return bool(self.total + best >= table["enough"])

    def with_incidents(self, incidents: Sequence[ReadIncident]) -> Weighed:
        """Add what incidents found weigh: that there are any, that a state stands behind one, that one is manifold."""
        if not incidents:
            return self
        table = _table()
        sponsored = table["sponsored"] * any(one.sponsors or one.actors for one in incidents)
        manifold = table["manifold"] * any(len(one.methods) > 1 for one in incidents)
        return Weighed(
            self.total + table["incident"] + sponsored + manifold, self.tied + table["tied"] * bool(sponsored)
        )


def is_relevant(page: Page, incidents: tuple[ReadIncident, ...], claims: tuple[ReadClaim, ...]) -> bool:
    """Judge a page.

    Args:
        page: The page.
        incidents: Those found on it.
        claims: Those found on it. Not consulted: who says so does not change what a page is about.
    """
    text, hits = scan_page(page.text)
    return not is_fiction(hits, len(text)) and weigh(page).with_incidents(incidents).is_enough()


def weigh(page: Page) -> Weighed:
    """Weigh a page's words and the kinds of its names."""
    table = _table()
    groups = dict(_weighed_words(page.text))
    groups["nexus"] = groups.get("nexus", 0.0) + _weigh_names(page.entities)
    telling = groups.pop("telling")
    total = sum(min(weight, table["caps"].get(group, weight)) for group, weight in groups.items())
    tied = sum(min(groups.get(group, 0.0), table["caps"][group]) for group in ("nexus", "secrets", "approach"))
    tied += table["telling"] * telling
    return Weighed(total, tied)


def is_fiction(hits: Sequence[Hit], length: int) -> bool:
    """Tell whether the words are those of a story, a film or a game about spies rather than of spying.

    Args:
        hits: Of the incident lexicon.
        length: Of the text, code points.
    """
    if length <= _BRIEF and any(hit.role == "against" and hit.code == _TOLD for hit in hits):
        return True
    stories = [hit for hit in hits if hit.role == "against" and hit.code == _STORY]
    kinds = {(hit.end - hit.start, hit.code) for hit in stories}
    return len(kinds) >= 4 and len(stories) * 900 >= length


@cache
def _table() -> dict[str, Any]:
    return toml("relevance")


@cache
def _plotting() -> frozenset[str]:
    return frozenset(spelling for organ in _table()["plotting_organs"] for spelling in spell_out(organ))


@lru_cache(maxsize=1)
def _weighed_words(original: str) -> tuple[tuple[str, float], ...]:
    """Weigh what the scan of a text found, group by group. The last text's answer is kept: two passes ask for it."""
    text, hits = scan_page(original)
    found: dict[tuple[str, str], set[str]] = {}
    table = _table()
    organs: set[str] = set()
    plotting: set[str] = set()
    state: Hit | None = None
    backed = -_LONG
    for hit in hits:
        if hit.role == "state":
            if is_as_written(original, hit):
                state = hit
                if 0 <= hit.start - backed <= _BACKED_REACH:
                    organs.add(hit.code)
        elif hit.role == "sponsor.for" and hit.end - hit.start > _BARE_FOR:
            backed = hit.end
        elif hit.role == "sponsor.organ":
            if state is not None and 0 <= hit.start - state.end <= _ORGAN_REACH:
                (plotting if text[hit.start : hit.end] in _plotting() else organs).add(state.code)
        elif hit.role in {"cue", "against", "method", "weak"}:
            found.setdefault((hit.role, hit.code), set()).add(text[hit.start : hit.end])
    groups: dict[str, float] = {
        "nexus": table["organ"] * _falling(len(organs)) + table["plotting"] * _falling(len(plotting))
    }
    for number, cues in enumerate(table["cues"]):
        count = len(found.get(("cue", str(number)), ()))
        groups[cues["group"]] = groups.get(cues["group"], 0.0) + cues["weight"] * _falling(count)
    telling = {word for code in table["telling_methods"] for word in found.get(("method", code), ())}
    groups["telling"] = _falling(min(len(telling), 3))
    methods = sum(len(words) for (role, _), words in found.items() if role == "method")
    traces = sum(len(words) for (role, _), words in found.items() if role == "weak")
    groups["acts"] = 1.2 * _falling(methods) + 0.4 * _falling(traces)
    for number, words in enumerate(table["against"]):
        count = len(found.get(("against", str(number)), ())) - words["free"]
        groups[f"against {number}"] = -min(words["cap"], words["each"] * max(count, 0))
    groups["nexus"] += weigh_together(original, text, hits)
    groups["length"] = -min(max(len(text) - _LONG, 0), _LENGTHY) / _LONG / 2
    made_good = table["brevity_charged"] if is_policed(hits) else table["brevity"]
    groups["length"] += made_good * min(max(2 * _BRIEF - len(text), 0), _BRIEF) / _BRIEF
    return tuple(groups.items())


def _falling(count: int) -> float:
    """Count the first in full and any further one half."""
    return 0.5 * (count + 1) if count else 0.0


def _weigh_names(entities: Iterable[ReadEntity]) -> float:
    table = _table()
    of_police = tuple(table["police_services"])
    services = {entity.name for entity in entities if entity.kind == "service"}
    police = {name for name in services if name.startswith(of_police)}
    weight: float = table["service"] * _falling(len(services - police)) + table["police"] * bool(police)
    weight += table["force"] * any(entity.kind == "military" for entity in entities)
    weight += table["group"] * any(entity.kind == "actor-group" for entity in entities)
    return weight
