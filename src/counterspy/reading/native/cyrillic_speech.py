"""Who says what in Russian: `X заявил, что …`, `по словам X, …`, `«…», — сказал X`, `…, сообщил X`, `X назвал … «…»`.

Invariant: as in `speech`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from counterspy.reading.native.speech import NAMED, Names, Said
from counterspy.reading.native.words import Hit

_THAT: Final = re.compile(r"[^.;:«»]{0,90}?,\s(?:что|будто|как|якобы)\s")
_COLON: Final = re.compile(r"[^.;«»]{0,60}?:\s?")
_QUOTE: Final = re.compile(r"[^.;:]{0,60}?(?=«)")
_INVERTED: Final = re.compile(r"(?:[»”\"]?,\s?(?:[—–-]\s)?|[»”\"]\s?[—–-]\s|\s[—–-]\s)(?:как\s|об этом\s)?$")
_STOP: Final = re.compile(r"[,.;:«(—]|\s(?:в|на|по|о|об|со|при|корреспонденту|журналистам)\s")
_CLAUSE: Final = re.compile(r"[,;:—]\s")
_BREAKS: Final = ", "
_LONGEST: Final = 110
_CONTENT: Final = 8


def cyrillic_sayings(
    folded: str, start: int, end: int, hits: Sequence[Hit], names: Names, topic: tuple[int, int] | None
) -> Iterator[Said]:
    """Give what is said in a sentence; the arguments are those of `han_sayings`."""
    for hit in hits:
        if hit.role == "speech-open" and hit.code == "by":
            said = _by(folded, start, end, hit, names)
            if said:
                yield said
                return
    reached = start
    for cue in (hit for hit in hits if hit.role == "speech"):
        if cue.start < reached:
            continue
        said = _one(folded, (start, end), cue, hits, names, topic)
        if said is not None:
            yield said
            reached = max(said.end, cue.end)


def _by(folded: str, start: int, end: int, hit: Hit, names: Names) -> Said | None:
    comma = folded.find(", ", hit.end, min(end, hit.end + _LONGEST))
    words = folded[hit.start : hit.end]
    code = (
        "alleged"
        if words == "по версии"
        else "estimated"
        if words.startswith(("по мнен", "по оценк", "как полаг", "как счит"))
        else "asserted"
    )
    if comma >= 0 and (hit.start == start or hit.start - start < 40):
        finish = comma
    elif hit.start > start and folded[hit.start - 2 : hit.start] == ", ":
        finish = min((p for p in (folded.find(",", hit.end, end), end) if p > 0), default=end)
        if finish >= end - 1:
            return Said(start=start, end=hit.start - 2, speaker_start=hit.end + 1, speaker_end=end - 1, code=code)
    else:
        return None
    if finish - hit.end < 3 or end - finish < _CONTENT:
        return None
    if words == "судя по" or not folded[hit.end + 1 : finish].strip():
        return None
    return Said(start=finish + 2, end=end, speaker_start=hit.end + 1, speaker_end=finish, code=code, goes_on=True)


def _one(
    folded: str, sentence: tuple[int, int], cue: Hit, hits: Sequence[Hit], names: Names, topic: tuple[int, int] | None
) -> Said | None:
    start, end = sentence
    before = folded[max(start, cue.start - 12) : cue.start]
    if _INVERTED.search(before) and cue.start - start > _CONTENT:
        said = _inverted(folded, start, end, cue, hits, names, topic)
        if said:
            return said
    speaker = _subject(folded, start, cue, end, hits, names) or (topic if _is_pronoun(folded, start, cue) else None)
    if speaker is None:
        return None
    content = _content(folded, cue, end)
    if content is None:
        return None
    return Said(start=content, end=end, speaker_start=speaker[0], speaker_end=speaker[1], code=cue.code)


def _content(folded: str, cue: Hit, end: int) -> int | None:
    if cue.code in ("called", "denied"):
        return cue.end + 1 if end - cue.end > _CONTENT else None
    for pattern in (_THAT, _COLON, _QUOTE):
        found = pattern.match(folded, cue.end, end)
        if found and end - found.end() > _CONTENT:
            return found.end()
    follows = folded[cue.end : cue.end + 2]
    if (
        follows[:1] == " "
        and cue.code in ("asserted", "predicted")
        and re.match(r" (?:о|об|про) ", folded[cue.end : cue.end + 5])
    ):
        return None
    return None


def _inverted(
    folded: str, start: int, end: int, cue: Hit, hits: Sequence[Hit], names: Names, topic: tuple[int, int] | None
) -> Said | None:
    """Read `«…», — сказал X.` and `…, говорится в приговоре`: the speaker stands behind."""
    stop = next(
        (p for p in (folded.find(sign, cue.end, end) for sign in (". ", ", ", " — ", ": ", "; ")) if p >= 0), -1
    )
    finish = stop if stop >= 0 else end
    while finish > cue.end and folded[finish - 1] in ".,;!? \n":
        finish -= 1
    left = cue.end
    within = [row for row in names.within(left, finish) if row[2].kind in NAMED]
    nouns = [hit for hit in hits if hit.role == "speaker" and left <= hit.start and hit.end <= finish]
    content_end = cue.start - 1
    while content_end > start and folded[content_end - 1] in " ,—–-»\n":
        content_end -= 1
    if not within and not nouns:
        if re.match(r"\s(?:он|она|они|тот)\b", folded[left : left + 6]) and topic:
            return Said(start=start, end=content_end, speaker_start=topic[0], speaker_end=topic[1], code=cue.code)
        return None
    begin = min([row[0] for row in within] + [hit.start for hit in nouns])
    return Said(
        start=start, end=content_end, speaker_start=begin, speaker_end=min(finish, begin + _LONGEST), code=cue.code
    )


def _is_pronoun(folded: str, start: int, cue: Hit) -> bool:
    return bool(re.search(r"(?:^|[\s«])(?:он|она|тот|та|они)\s(?:[а-я]+\s){0,2}$", folded[start : cue.start]))


def _subject(folded: str, start: int, cue: Hit, end: int, hits: Sequence[Hit], names: Names) -> tuple[int, int] | None:
    """Find who speaks before a verb, or behind it where the verb comes first."""
    left = start
    for comma in _CLAUSE.finditer(folded, start, cue.start):
        # an insertion between commas belongs to the same clause
        if cue.start - comma.end() > 3:
            left = comma.end()
    for low in dict.fromkeys((left, start)):
        found = _phrase(low, cue.start, hits, names)
        if found and cue.start - found[1] < 50:
            return found
    first = folded.find(",", cue.end, end)
    return _phrase(cue.end, first if first > 0 else end, hits, names) if cue.start - start < 20 else None


def _phrase(left: int, right: int, hits: Sequence[Hit], names: Names) -> tuple[int, int] | None:
    within = [row for row in names.within(left, right) if row[2].kind in NAMED]
    nouns = [hit for hit in hits if hit.role == "speaker" and left <= hit.start and hit.end <= right]
    spans = [row[:2] for row in within] + [hit[:2] for hit in nouns]
    if not spans:
        return None
    return min(a for a, _ in spans), max(b for _, b in spans)
