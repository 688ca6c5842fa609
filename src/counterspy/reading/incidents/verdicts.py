"""From the statuses of an incident's lines to its outcomes: per person and charge, and who is accused.

Invariant: a status of somebody unnamed is given to those named only where the words leave nobody else; what counts
somebody as accused is a status, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from counterspy.model import Basis, ReadOutcome
from counterspy.reading.incidents.outcomes import ACCUSING, Status
from counterspy.reading.incidents.parts import suspects_of
from counterspy.reading.incidents.segments import Scene
from counterspy.reading.incidents.standing import is_official, is_victim
from counterspy.reading.page import Page
from counterspy.vocabulary import toml

_COURT: Final = ("charged", "pleaded-guilty", "convicted", "sentenced", "acquitted", "dismissed")
_REPEATING: Final = frozenset({"denied", "investigated", "expelled"})
_WEAK: Final[frozenset[str]] = frozenset(toml("roles")["words"]["weak_denials"])
_CHARGE_REACH: Final = 160


def outcomes_of(scenes: Sequence[Scene], page: Page) -> tuple[ReadOutcome, ...]:
    """Gather statuses; a headline without a name speaks of those whom the text below names for the like.

    Args:
        scenes: The incident's lines, in order of position.
        page: The page.

    Returns:
        In order of position; one for each kind, person and charge.
    """
    kept: dict[tuple[str, str | None], Status] = {}
    later: list[Status] = []
    told = [one for scene in scenes for one in scene.statuses]
    everybody = tuple(dict.fromkeys(who for one in told if one.kind in ACCUSING for who in one.who))
    everybody = everybody or tuple(suspects_of(scenes))
    for one in told:
        if one.kind == "denied" and _is_idle(page, one, everybody):
            continue
        if not one.who:
            later.append(one)
        for who in one.who:
            kept.setdefault((one.kind, who), one)
    for one in later:
        _give(one, kept, everybody, scenes)
    return tuple(
        sorted(
            (
                ReadOutcome(kind=kind, who=who, when=one.when, start=one.start, end=one.end, charge=_charge(page, one))
                for (kind, who), one in kept.items()
            ),
            key=lambda one: (one.start, one.kind, one.who or ""),
        )
    )


def _is_idle(page: Page, one: Status, everybody: Collection[str]) -> bool:
    """Tell whether words that may deny are said by somebody nobody accuses."""
    if one.is_retort:
        kinds = {entity.kind for entity in page.entities if entity.id in one.who}
        return not kinds.isdisjoint(_ACCOUNTABLE) and set(everybody).isdisjoint(one.who)
    return page.text[one.start : one.end].lower() in _WEAK and bool(one.who) and not set(everybody) & set(one.who)


_ACCOUNTABLE: Final = frozenset({"person", "persona", "company"})


def _give(
    one: Status,
    kept: dict[tuple[str, str | None], Status],
    everybody: Sequence[str],
    scenes: Sequence[Scene],
) -> None:
    """Give a status of nobody by name to whom it can only mean, else keep it as somebody's."""
    named = {kind for kind, who in kept if who}
    if one.people > 1 and one.kind in ACCUSING:
        meant = _unnamed(scenes, one.people)
        if meant:
            for who in meant:
                kept.setdefault((one.kind, who), one)
            return
    if one.kind in named and one.kind not in _REPEATING and one.people < 2:
        return
    around = _before_court(kept, everybody) if one.kind in _COURT else everybody
    if one.kind in ACCUSING and one.kind not in {"alleged", "expelled"} and _means_all(one, around):
        for who in around:
            kept.setdefault((one.kind, who), one)
    elif one.in_heading and one.kind in ACCUSING and not everybody and (sole := _unnamed(scenes, 1)):
        kept.setdefault((one.kind, sole[0]), one)
    elif one.kind != "alleged" or not everybody:
        kept.setdefault((one.kind, None), one)


def _unnamed(scenes: Sequence[Scene], count: int) -> tuple[str, ...]:
    """Find those meant by "two men were charged": exactly as many parties must be named in the incident."""
    people = dict.fromkeys(
        seen.entity.id
        for scene in scenes
        for seen in scene.line.seen
        if seen.entity.kind in {"person", "persona"} and not is_victim(scene.line, seen)
    )
    people |= dict.fromkeys(who for scene in scenes for one in scene.statuses for who in one.who)
    aside = {
        seen.entity.id
        for scene in scenes
        for seen in scene.line.seen
        if seen.entity.id in people
        and (
            is_official(scene.line, seen)
            or scene.line.between(seen.end, seen.end + 12).lstrip(" ,").startswith(_SAYING)
        )
    }
    aimed = {seen.entity.id for scene in scenes for seen in scene.targets}
    left = tuple(one for one in people if one not in aside and one not in aimed)
    return left if len(left) == count else ()


_SAYING: Final = ("said", "says", "told")


def _before_court(kept: Mapping[tuple[str, str | None], Status], everybody: Sequence[str]) -> list[str]:
    return [who for who in everybody if any((kind, who) in kept for kind in ("arrested", *_COURT))]


def _means_all(one: Status, everybody: Sequence[str]) -> bool:
    """Tell whether a status without a name can mean only those named elsewhere; "two men were" may mean others."""
    if one.is_of_others:
        return False
    if one.people and not one.in_heading:
        return one.people == len(everybody)
    return (len(everybody) == 1 and not one.is_plural) or (len(everybody) > 1 and one.in_heading and one.is_plural)


_WHERE: Final = (
    r"(?: (?:in|on|at|by|before|today|yesterday|separately|formally)\b"
    r"(?:(?! when | who | after | that | and | suspicion )[^,;.]){0,44}?)?"
)
_CUES: Final = {
    kind: re.compile(rf"^{_WHERE}(?: in absentia)? (?:{cues}) ")
    for kind, cues in (
        ("charged", "with|for"),
        ("alleged", "of"),
        ("convicted", "of|on"),
        ("acquitted", "of|on"),
        ("pleaded-guilty", "to"),
        ("sentenced", "for"),
        ("arrested", "for|on suspicion of"),
        ("extradited", "on"),
    )
}
_STOPS: Final = re.compile(
    r"[,;.]| but | and (?:sentenced|jailed|acquitted|cleared)| by the | on behalf| after | when "
)
_TERM: Final = re.compile(r"\d|(?:[\w-]+ )?(?:years?|months?|days|life)\b")
_COUNTS: Final = ("count", "charge")


def _charge(page: Page, one: Status) -> str | None:
    """Give the words after "charged with", "convicted of", "acquitted on" up to the next stop, where there are any."""
    sentence = page.sentence_at(one.start)
    cue = _CUES.get(one.kind)
    if sentence is None or cue is None:
        return None
    after = page.text[one.end : min(sentence.end, one.end + _CHARGE_REACH)]
    opening = cue.match(after) or _OPENED.match(page.text[one.start : one.end])
    if opening is None:
        return None
    words = after[opening.end() :] if opening.re is cue else after.lstrip()
    stop = _STOPS.search(words, 1)
    charge = words[: stop.start()].strip() if stop else words.strip()
    if _TERM.match(charge) or (opening.group().endswith(" on ") and not any(word in charge for word in _COUNTS)):
        return None
    return charge or None


_OPENED: Final = re.compile(r"^.*\b(?:accused|suspected|guilty|charges?|counts?|suspicion) of$", re.IGNORECASE)


def accused_of(page: Page, outcomes: Sequence[ReadOutcome], basis: list[Basis]) -> tuple[str, ...]:
    """Give those whom a status makes accused, in order of the statuses.

    Args:
        page: The page.
        outcomes: The incident's.
        basis: Takes the words each rests on.
    """
    found: dict[str, None] = {}
    for one in outcomes:
        if one.who and (one.kind in ACCUSING or one.kind in {"investigated", "settled"} or _owns_up(page, one)):
            found.setdefault(one.who)
            basis.append(Basis(field="accused", value=one.who, start=one.start, end=one.end))
    return tuple(found)


def _owns_up(page: Page, one: ReadOutcome) -> bool:
    """Tell whether somebody denies what they themselves are accused of: "pleaded not guilty"."""
    kinds = {entity.id: entity.kind for entity in page.entities}
    words = page.text[one.start : one.end + 24].lower()
    if one.kind != "denied":
        return False
    if "not guilty" in words or "innocence" in words:
        return True
    return kinds.get(one.who or "") == "company" and ("allegation" in words or "accusation" in words)
