"""What befell whom: outcomes with the person they befell, and denials with the one who denies.

Invariant: a word that is denied, asked for or only possible is no outcome; nobody is named who stands in no sentence
near it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise
from typing import Final

from counterspy.model import ReadEntity, ReadOutcome
from counterspy.reading.native.scene import Scene
from counterspy.reading.native.stems import one_of
from counterspy.reading.native.words import Hit
from counterspy.reading.page import Sentence
from counterspy.vocabulary import toml

_OF_NOBODY: Final = frozenset({"disclosed", "summoned", "disrupted", "investigated"})
_OF_PERSONS: Final = frozenset(
    {
        "arrested",
        "charged",
        "pleaded-guilty",
        "convicted",
        "sentenced",
        "acquitted",
        "dismissed",
        "extradited",
        "expelled",
    }
)
_DENIERS: Final = frozenset({"accused", "named-official", "company"})


@cache
def _not_so(language: str) -> re.Pattern[str]:
    words = toml(language)["outcome-not"]["before"]
    return re.compile("(?:" + "|".join(words) + ")[\u3400-\u9fff]{0,2}$") if language == "zh" else one_of(words)


def find_outcomes(scene: Scene, sentences: tuple[Sentence, ...]) -> tuple[ReadOutcome, ...]:
    """Find what befell whom in some sentences.

    Args:
        scene: The page.
        sentences: Of one incident, in order.

    Returns:
        One for each kind and person, in order of position.
    """
    found: dict[tuple[str, str | None], ReadOutcome] = {}
    topic: list[ReadEntity] = []
    for number, sentence in enumerate(sentences):
        here = [
            entity for _, _, entity in scene.names.within(sentence.start, sentence.end) if scene.can_be_accused(entity)
        ]
        for hit in scene.hits_in(sentence.start, sentence.end, "outcome"):
            if hit.code in ("denied", "alleged") or _is_not(scene, hit):
                continue
            who_of = _befallen(scene, sentence, hit, topic)
            if who_of == [None] and hit.code in _OF_PERSONS:
                who_of = _named_next(scene, sentences[number + 1 : number + 3])
            for who in who_of:
                outcome = ReadOutcome(
                    kind=hit.code, who=who, when=_when(scene, sentence, hit), start=hit.start, end=hit.end
                )
                found.setdefault((hit.code, who), outcome)
        topic = here[-1:] or topic
    for claim_outcome in _denials(scene, sentences):
        found.setdefault((claim_outcome.kind, claim_outcome.who), claim_outcome)
    named = {kind for kind, who in found if who is not None}
    kept = [one for (kind, who), one in found.items() if who is not None or kind not in named or kind in _OF_NOBODY]
    return tuple(sorted(kept, key=lambda one: one.start))


def _named_next(scene: Scene, sentences: tuple[Sentence, ...]) -> list[str | None]:
    """Give those whom the next sentences name, where the first says nobody's name: `两名男子被起诉。被告为…`."""
    for sentence in sentences:
        rows = [row for row in scene.names.within(sentence.start, sentence.end) if scene.can_be_accused(row[2])]
        rows = [row for row in rows if row[2].id not in scene.speaking]
        if rows:
            return list(dict.fromkeys(_chain(scene, rows, forward=True)))
    return [None]


def _is_not(scene: Scene, hit: Hit) -> bool:
    before = scene.folded[max(0, hit.start - 24) : hit.start]
    if scene.page.language == "zh":
        if scene.folded.startswith(tuple(toml("zh")["outcome-not"]["after"]), hit.end):
            return True
        return bool(_not_so("zh").search(re.split("[，。；：、]", before)[-1]))
    words = re.split(r"[,.;:!?—]\s?", before)[-1].split()[-2:]
    return any(_not_so("ru").fullmatch(word) for word in words)


def _befallen(scene: Scene, sentence: Sentence, hit: Hit, topic: list[ReadEntity]) -> list[str | None]:
    """Give the persons an outcome befalls; `[None]` where nobody is named."""
    if hit.code not in _OF_PERSONS | {"sanctioned", "settled"}:
        return [None]
    rows = [row for row in scene.names.within(sentence.start, sentence.end) if scene.can_be_accused(row[2])]
    before = [row for row in rows if row[1] <= hit.start]
    after = [row for row in rows if row[0] >= hit.start]
    if scene.page.language == "ru" and after and not _is_passive(scene, hit):
        rows_used = after[:1] if not before or after[0][0] - hit.end < 160 else before[-1:]
        chain = _chain(scene, after if rows_used[0] is after[0] else before, forward=rows_used[0] is after[0])
        return list(dict.fromkeys(chain))
    if before:
        return list(dict.fromkeys(_chain(scene, before, forward=False)))
    if after:
        return list(dict.fromkeys(_chain(scene, after, forward=True)))
    if topic:
        return [topic[0].id]
    accusable = [entity.id for entity in scene.people if entity.id not in scene.others]
    return [accusable[0]] if len(accusable) == 1 else [None]


def _is_passive(scene: Scene, hit: Hit) -> bool:
    return bool(re.search(r"(?:ан|ана|аны|ен|ена|ены)\b", scene.folded[hit.start : hit.end]))


def _chain(scene: Scene, rows: list[tuple[int, int, ReadEntity]], *, forward: bool) -> list[str | None]:
    """Give the nearest and all that are joined to it: `A и B`, `A、B及C`."""
    ordered = rows if forward else rows[::-1]
    chain: list[str | None] = [ordered[0][2].id]
    for one, two in pairwise(ordered):
        gap = scene.folded[one[1] : two[0]] if forward else scene.folded[two[1] : one[0]]
        is_joined = len(gap) < 40 and re.search(r"[、及和与]|以及|\sи\s", gap) and not re.search("[。；;.]", gap)
        if not is_joined:
            break
        chain.append(two[2].id)
    return chain


def _when(scene: Scene, sentence: Sentence, hit: Hit) -> str | None:
    """Give the date nearest before a word in its sentence, where it is one date."""
    dates = scene.page.dates
    first = bisect_left(dates, sentence.start, key=lambda date: date.start)
    last = bisect_left(dates, sentence.end, key=lambda date: date.start)
    near = [date for date in dates[first:last] if date.end <= sentence.end]
    before = [d for d in near if d.end <= hit.start]
    chosen = before[-1] if before else near[0] if near else None
    return chosen.edtf if chosen and "/" not in chosen.edtf and "~" not in chosen.edtf else None


_BACK: Final = 2000
"""How far before a denial the one who denies is looked for, code points."""


def _denials(scene: Scene, sentences: tuple[Sentence, ...]) -> list[ReadOutcome]:
    found = []
    accusable = [entity.id for entity in scene.people if entity.id not in scene.others]
    for claim in scene.claims:
        if claim.stance != "denied" or claim.speaker_kind not in _DENIERS or claim.speaker_start is None:
            continue
        at = bisect_right(sentences, claim.start, key=lambda sentence: sentence.start) - 1
        if at < 0 or claim.start >= sentences[at].end:
            continue
        names = scene.names.within(claim.speaker_start, claim.speaker_end or claim.speaker_start)
        own = [entity.id for _, _, entity in names if scene.can_be_accused(entity)]
        bodies = [
            entity.id
            for _, _, entity in names
            if entity.kind in ("agency", "service", "company", "organisation", "place")
        ]
        who = own[0] if own else bodies[-1] if bodies and claim.speaker_kind != "accused" else None
        if who is None and claim.speaker_kind == "accused" and accusable:
            told = scene.names.within(max(0, claim.start - _BACK), claim.start)
            before = [entity.id for _, _, entity in told if entity.id in accusable]
            who = before[-1] if before else accusable[0]
        found.append(ReadOutcome(kind="denied", who=who, when=None, start=claim.start, end=claim.end))
    return found
