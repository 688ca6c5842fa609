"""Plain words that tell of spying only side by side: plans passed to a state, a naval base filmed by men in custody.

Invariant: neither the act, nor the thing, nor the state weighs anything here alone; one pass over the hits of a page.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from counterspy.reading.incidents.lines import is_as_written
from counterspy.reading.incidents.phrases import Scanned, meanings_in
from counterspy.vocabulary import toml

_FAR: Final = -1_000_000
_REACH: Final = 100
"""How far apart an act and its thing, or the thing and the one who gets it, stand at most."""
_BEFORE: Final = 60
_ORDERED: Final = re.compile(
    r"\b(?:on behalf of|(?:on|under) (?:the )?orders (?:of|from)|at the behest of|in the pay of)(?: the)? $"
)
_TIES: Final = re.compile(
    r"\b(?:ties|links|connections|allegiance|loyalty|affiliation|contacts?) (?:to|with)(?: the)? $"
)
_FOR: Final = re.compile(r"\bfor $")
_DIRECT: Final = re.compile(
    r"\b(?:to|for|hired by|paid by|bound for|destined for)"
    r"(?: the| an?)?(?: government of| authorities in| officials? (?:of|from))?(?: the)? $"
)
_THROUGH: Final = re.compile(
    r"\b(?:to|for|with)(?: an?| the| his| her| its| their| two| three)?(?: [a-z-]+)? "
    r"(?:contacts?|m[ae]n|wom[ae]n|buyers?|compan(?:y|ies)|firms?|officials?|employer|competitors?|rivals?|recipients?|"
    r"institutes?|customers?|consignees?|handlers?|acquaintances?|persons?|start-?ups?|plants?|factor(?:y|ies)|lobbyists?|agents?"
    r"|universit(?:y|ies)|military|navy|army|air force|ministry|embassy|consulate)"
    r"(?: [a-z]+){0,2} (?:in|of|from|by|near|for)(?: an?| the)? $"
)


def weigh_together(original: str, scanned: Scanned) -> float:
    """Weigh acts that stand beside what they were done to and for whom; the heaviest counts.

    Args:
        original: The page as written.
        scanned: The same, levelled and scanned.
    """
    table = _table()
    handing, handed = frozenset(table["handing"]), frozenset(table["handed"])
    handed_end = acted = watched = site = _FAR
    best = 0.0
    is_seen = names_state = False
    policed = is_policed(scanned)
    telling = meanings_in("piece", "watch", "site", "state", "capital")
    for index, start, end in scanned.matches:
        for role, code in telling.get(index, ()):
            if role == "piece":
                if code in handing:
                    acted = end
                elif code in handed and start - acted <= _REACH:
                    handed_end = end
            elif role == "watch":
                watched = end
            elif role == "site":
                site = end
            elif policed and is_as_written(original, start, end):
                names_state = True
                is_near = start - max(handed_end, watched) <= _REACH
                best = max(best, _weigh_recipient(scanned.text, start, is_near=is_near, is_capital=role == "capital"))
            is_seen = is_seen or (role in {"watch", "site"} and abs(watched - site) <= _REACH)
    if is_seen:
        best = max(best, table["watched"] if names_state else table["seen"])
    return best


def is_policed(scanned: Scanned) -> bool:
    """Tell whether somebody is charged, arrested, tried or expelled on the page."""
    return not _policing().isdisjoint(scanned.present)


@cache
def _policing() -> frozenset[int]:
    found = meanings_in("patient", "piece")
    return frozenset(
        index
        for index, meanings in found.items()
        if any(role == "patient" or code == "policing" for role, code in meanings)
    )


def _weigh_recipient(text: str, start: int, *, is_near: bool, is_capital: bool) -> float:
    """What it weighs that a state, or somebody in it, is the one who gets or who gave the order."""
    before = text[max(0, start - _BEFORE) : start]
    table = _table()
    if (is_near and _DIRECT.search(before)) or _ORDERED.search(before):
        return float(table["to_state"])
    if is_near and _THROUGH.search(before):
        return float(table["to_contact"])
    if _TIES.search(before):
        return float(table["ties"])
    return float(table["for_capital"]) if is_capital and _FOR.search(before) else 0.0


@cache
def _table() -> dict[str, Any]:
    together: dict[str, Any] = toml("relevance")["together"]
    return together
