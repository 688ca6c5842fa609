"""The final judgement: does a document report on, or discuss, espionage and its kin?

Many weak words are weighed together, none decides alone: words of a state at work, of secrets, of the field, acts that
show a method, what states do in answer, whose task such cases are; against them words of stories, of other crimes, of
trade and private life.

Invariant: it rests on words, on kinds of names and on the incidents found, never on who is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from counterspy.model import ReadClaim, ReadEntity, ReadIncident
from counterspy.reading.incidents.lines import is_as_written
from counterspy.reading.incidents.phrases import Scanned, meanings_in, phrases_of, scan_page, spell_out
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
_FEWEST_STORY_WORDS: Final = 4
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
    return not is_fiction(scan_page(page.text)) and weigh(page).with_incidents(incidents).is_enough()


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


def is_fiction(scanned: Scanned) -> bool:
    """Tell whether the words are those of a story, a film or a game about spies rather than of spying."""
    if len(scanned.text) <= _BRIEF and phrases_of("against", _TOLD) & scanned.present:
        return True
    words = phrases_of("against", _STORY)
    if len(words & scanned.present) < _FEWEST_STORY_WORDS:
        return False
    lengths = [end - start for index, start, end in scanned.matches if index in words]
    return len(set(lengths)) >= _FEWEST_STORY_WORDS and len(lengths) * 900 >= len(scanned.text)


@cache
def _table() -> dict[str, Any]:
    return toml("relevance")


@cache
def _plotting() -> frozenset[str]:
    return frozenset(spelling for organ in _table()["plotting_organs"] for spelling in spell_out(organ))


@cache
def _lists(name: str, role: str) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    """Give the lists of words for or against with what their phrases mean in the lexicon."""
    return [((role, str(number)), listed) for number, listed in enumerate(_table()[name])]


@cache
def _telling() -> frozenset[int]:
    return frozenset[int]().union(*(phrases_of("method", code) for code in _table()["telling_methods"]))


def _states_at_work(original: str, scanned: Scanned) -> tuple[set[str], set[str]]:
    """Find the states of which an organ is named, and those of which one that plots is."""
    organs: set[str] = set()
    plotting: set[str] = set()
    state, state_end, backed = "", -_LONG, -_LONG
    at_work = meanings_in("state", "sponsor.for", "sponsor.organ")
    for index, start, end in [match for match in scanned.matches if match[0] in at_work]:
        for role, code in at_work[index]:
            if role == "state":
                if is_as_written(original, start, end):
                    state, state_end = code, end
                    if 0 <= start - backed <= _BACKED_REACH:
                        organs.add(code)
            elif role == "sponsor.for":
                if end - start > _BARE_FOR:
                    backed = end
            elif 0 <= start - state_end <= _ORGAN_REACH:
                (plotting if scanned.text[start:end] in _plotting() else organs).add(state)
    return organs, plotting


@lru_cache(maxsize=1)
def _weighed_words(original: str) -> tuple[tuple[str, float], ...]:
    """Weigh what the scan of a text found, group by group. The last text's answer is kept: two passes ask for it."""
    scanned = scan_page(original)
    table = _table()
    organs, plotting = _states_at_work(original, scanned)
    groups: dict[str, float] = {
        "nexus": table["organ"] * _falling(len(organs)) + table["plotting"] * _falling(len(plotting))
    }
    weighing = meanings_in("cue", "against", "method", "weak")
    counts = Counter([meaning for index in scanned.present & weighing.keys() for meaning in weighing[index]])
    for meaning, cues in _lists("cues", "cue"):
        groups[cues["group"]] = groups.get(cues["group"], 0.0) + cues["weight"] * _falling(counts.get(meaning, 0))
    groups["telling"] = _falling(min(len(_telling() & scanned.present), 3))
    methods = sum(count for (role, _), count in counts.items() if role == "method")
    traces = sum(count for (role, _), count in counts.items() if role == "weak")
    groups["acts"] = 1.2 * _falling(methods) + 0.4 * _falling(traces)
    for meaning, words in _lists("against", "against"):
        count = counts.get(meaning, 0) - words["free"]
        groups[f"against {meaning[1]}"] = -min(words["cap"], words["each"] * max(count, 0))
    groups["nexus"] += weigh_together(original, scanned)
    groups["length"] = -min(max(len(scanned.text) - _LONG, 0), _LENGTHY) / _LONG / 2
    made_good = table["brevity_charged"] if is_policed(scanned) else table["brevity"]
    groups["length"] += made_good * min(max(2 * _BRIEF - len(scanned.text), 0), _BRIEF) / _BRIEF
    return tuple(groups.items())


def _falling(count: int) -> float:
    """Count the first in full and any further one half."""
    return 0.5 * (count + 1) if count else 0.0


def _weigh_names(entities: Iterable[ReadEntity]) -> float:
    table = _table()
    kinds: set[str] = set()
    services: set[str] = set()
    for entity in entities:
        kinds.add(entity.kind)
        if entity.kind == "service":
            services.add(entity.name)
    of_police = tuple(table["police_services"])
    police = {name for name in services if name.startswith(of_police)}
    weight: float = table["service"] * _falling(len(services) - len(police)) + table["police"] * bool(police)
    weight += table["force"] * ("military" in kinds)
    weight += table["group"] * ("actor-group" in kinds)
    return weight
