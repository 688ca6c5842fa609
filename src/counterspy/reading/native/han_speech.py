"""Who says what in Chinese: `X说，…`, `据X统计，…`, `“…”，X说`.

Invariant: as in `speech`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from counterspy.reading.native.speech import NAMED, Names, Said
from counterspy.reading.native.words import Hit

_BREAK: Final = re.compile(r"[，；。：！？\n]")
_PRONOUN: Final = re.compile(r"^(?:他们|她们|他|她|该局|该公司|该部|我们|后者|前者|对方)")
_LEAD: Final = re.compile(
    r"^(?:但是|但|而|另外|此外|不过|对此|与此同时|同时|其|据|并|则|随后|然而|因此|根据|按照|依据|值得注意的是|有|至于|在|昨天|今天|日前|近日)+"
)
_AFTER_CUE: Final = re.compile(r"(?:称|说|指|道|，|：|:|,|\s|,|「|“)*?(?=[“「]|[^，：:,\s称说])")
_SKIP: Final = re.compile(r"[，：:,\s]*")
_STRONG: Final = frozenset({"说", "称", "指", "道", "载", "答"})
_SPEAKER_LONGEST: Final = 34
_CLOSED: Final = re.compile(r"[”」』][，,]?$")


def han_sayings(
    folded: str, start: int, end: int, hits: Sequence[Hit], names: Names, topic: tuple[int, int] | None
) -> Iterator[Said]:
    """Give what is said in a sentence.

    Args:
        folded: The folded text.
        start: Of the sentence.
        end: Of the sentence.
        hits: Words in it.
        names: Where entities stand.
        topic: Who was last spoken of before it, for pronouns.
    """
    reached = start
    for hit in _opened(folded, start, end, hits):
        yield from _by(folded, start, end, hit, names)
        return
    cues = [hit for hit in hits if hit.role == "speech" and start <= hit.start < end]
    for cue in cues:
        if cue.start < reached:
            continue
        said = _one(folded, (start, end), cue, hits, names, topic)
        if said is not None:
            yield said
            stop = folded.find("；", said.start, said.end)
            reached = said.end if stop < 0 else stop


def _opened(folded: str, start: int, end: int, hits: Sequence[Hit]) -> Iterator[Hit]:
    for hit in hits:
        is_by = hit.role == "speech-open" and hit.code == "by" and start <= hit.start < end
        if is_by and (hit.start == start or folded[hit.start - 1] in "，；"):
            yield hit


def _by(folded: str, start: int, end: int, hit: Hit, names: Names) -> Iterator[Said]:
    """Read `据日本媒体统计，…`: the words go on behind the comma."""
    comma = folded.find("，", hit.end, min(end, hit.end + _SPEAKER_LONGEST))
    if comma < 0:
        return
    speaker_end = comma
    for word in (
        "统计",
        "报道",
        "报导",
        "介绍",
        "估计",
        "透露",
        "称",
        "消息",
        "显示",
        "披露",
        "的说法",
        "通报",
        "分析",
        "调查",
        "研判",
        "说",
    ):
        if folded[hit.end : comma].endswith(word) and comma - len(word) > hit.end:
            speaker_end = comma - len(word)
            break
    if names.within(hit.end, comma) or speaker_end < comma:
        yield Said(start=comma + 1, end=end, speaker_start=hit.end, speaker_end=speaker_end, code="asserted")


def _one(
    folded: str, sentence: tuple[int, int], cue: Hit, hits: Sequence[Hit], names: Names, topic: tuple[int, int] | None
) -> Said | None:
    start, end = sentence
    left = start
    for stop in _BREAK.finditer(folded, start, cue.start):
        left = stop.end()
    after = _SKIP.match(folded, cue.end)
    begins = after.end() if after else cue.end
    is_short = cue.end - cue.start == 1
    if is_short and folded[cue.start] == "指" and folded[cue.end : cue.end + 1] in "挥定导数标向派":
        return None
    if is_short and folded[cue.start - 1] in "所堪自据名号职简统俗宣" and folded[cue.start] in "称说道":
        return None
    speaker = _speaker(folded, left, cue.start, hits, names)
    if speaker is None and _PRONOUN.match(folded[left : cue.start]) and cue.start - left < 10:
        speaker = topic
    if speaker is None and left == cue.start and left > start:
        # `江立群昨天受访，表示…`: the one who speaks stands a clause before
        before = start
        for stop in _BREAK.finditer(folded, start, left - 1):
            before = stop.end()
        speaker = _speaker(folded, before, left - 1, hits, names)
    if speaker is None:
        return None
    if end - begins < 4 and _CLOSED.search(folded[start:left]):
        return Said(start=start, end=left - 1, speaker_start=speaker[0], speaker_end=speaker[1], code=cue.code)
    if end - begins < 4:
        return None
    return Said(start=begins, end=end, speaker_start=speaker[0], speaker_end=speaker[1], code=cue.code)


def _speaker(folded: str, left: int, right: int, hits: Sequence[Hit], names: Names) -> tuple[int, int] | None:
    """Find who speaks in the clause before a verb: a name with its titles, else a noun of speakers."""
    lead = _LEAD.match(folded[left:right])
    left += lead.end() if lead else 0
    if right - left > _SPEAKER_LONGEST * 2:
        return None
    within = [row for row in names.within(left, right) if row[2].kind in NAMED]
    nouns = [hit for hit in hits if hit.role == "speaker" and left <= hit.start and hit.end <= right]
    acts = next((hit.start for hit in hits if hit.role == "outcome" and left < hit.start < right), right)
    first = [row for row in within if row[1] <= acts and row[2].kind != "place"]
    if acts < right and first:
        return first[0][0], first[0][1]  # `司法部起诉了某人，指控…`: who acts is who says
    ends = [row[1] for row in within if row[2].kind != "place"] + [hit.end for hit in nouns]
    if not ends:
        return None
    finish = max(ends)
    if right - finish > 14:
        return None
    person = next((row for row in within if row[2].kind in ("person", "persona")), None)
    if person and finish < person[1]:
        finish = person[1]
    begin = max(left, finish - _SPEAKER_LONGEST)
    return begin, finish
