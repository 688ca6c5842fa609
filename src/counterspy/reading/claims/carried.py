"""Statements whose speaker stands in a sentence before: block quotations, citations, free indirect speech.

Invariant: only what the text marks as going on is carried; a paragraph's end ends it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import structs

from counterspy.reading.claims.cues import cues
from counterspy.reading.claims.draft import Draft
from counterspy.reading.claims.prose import Prose, Run
from counterspy.reading.claims.reported import Reporter
from counterspy.reading.claims.speakers import Speaker

_CITATION = re.compile(
    r"((?:[A-Z][\w.]+ ){1,4}(?:Indictment|Complaint|Affidavit|Information))\s*(?:[,¶§]|at\b|p\.|\d)[\w ,.¶§-]{0,24}$"
)
_PAPERS = ("Indictment", "Complaint", "Affidavit", "Information")
_SHORT = 24


def quoted_blocks(prose: Prose, reporter: Reporter) -> Iterator[Draft]:
    """Give the sentences of a block that "According to the indictment," opens, and those a citation follows."""
    if reporter.quoting is not None:
        speaker, block = reporter.quoting
        following = next((run.block for run in prose.runs if run.block > block), None)
        opened = max((run.end for run in prose.runs if run.block == block), default=0)
        for run in prose.runs:
            if (run.block == following or (run.block == block and run.start > opened)) and run.end - run.start > _SHORT:
                yield _whole(run, speaker, 0.7)
    is_citing = any(paper in prose.flat for paper in _PAPERS)
    for run, after in zip(prose.runs, prose.runs[1:], strict=False) if is_citing else ():
        if (
            after.block == run.block
            and run.end - run.start > _SHORT
            and (found := _CITATION.match(prose.flat, after.start, after.end))
        ):
            yield _whole(run, _cited(prose, after, found), 0.78)


def _cited(prose: Prose, run: Run, found: re.Match[str]) -> Speaker:
    end = run.start + len(found[1])
    return Speaker(
        start=run.start, end=end, text=prose.text[run.start : end], kind="document", head=frozenset(), is_charging=True
    )


def _whole(run: Run, speaker: Speaker, score: float) -> Draft:
    has_opener = len(run.words) > 2 and run.words[0] in cues().words["clauses.openers"] and run.words[1] != ","
    return Draft(
        start=run.starts[1] if has_opener else run.start,
        end=run.ends[-1] if run.words else run.end,
        speaker=speaker,
        stance="alleged" if speaker.is_charging else "asserted",
        score=score,
    )


def shared_speakers(prose: Prose, drafts: list[Draft]) -> list[Draft]:
    """Give a narrator's figure to the speaker of the sentences right before and after it in one paragraph.

    A sentence about "the defendants" that follows a charge goes on from the indictment.
    """
    speakers = _speakers(prose, drafts)
    starts = [run.start for run in prose.runs]
    found: list[Draft] = []
    for draft in drafts:
        shared = None
        if draft.speaker is None and draft.stance == "asserted":
            shared = _around(prose, speakers, bisect_right(starts, draft.start) - 1)
        found.append(structs.replace(draft, speaker=shared) if shared else draft)
    return [*found, *_continued(prose, drafts, speakers)]


def _speakers(prose: Prose, drafts: list[Draft]) -> dict[int, tuple[int, int, Speaker | None]]:
    """For each run that holds a statement: its span and the last speaker in it."""
    held: dict[int, tuple[int, int, Speaker | None]] = {}
    at = 0
    for draft in sorted(drafts, key=lambda one: one.start):
        while at < len(prose.runs) and prose.runs[at].end <= draft.start:
            at += 1
        if at < len(prose.runs) and prose.runs[at].start <= draft.start:
            run = prose.runs[at]
            held[at] = run.start, run.end, draft.speaker or (held[at][2] if at in held else None)
    return held


def _around(prose: Prose, speakers: dict[int, tuple[int, int, Speaker | None]], at: int) -> Speaker | None:
    before, after = speakers.get(at - 1), speakers.get(at + 1)
    if before is None or after is None or before[2] is None or after[2] is None:
        return None
    is_together = prose.runs[at - 1].block == prose.runs[at].block == prose.runs[at + 1].block
    return before[2] if is_together and before[2].text == after[2].text else None


def _continued(
    prose: Prose, drafts: list[Draft], speakers: dict[int, tuple[int, int, Speaker | None]]
) -> Iterator[Draft]:
    if all(told is None or not told.is_charging for _, _, told in speakers.values()):
        return
    speaker: Speaker | None = None
    for index, run in enumerate(prose.runs):
        if index and prose.runs[index - 1].block != run.block:
            speaker = None
        if index in speakers:
            told = speakers[index][2]
            speaker = told if told is not None and told.is_charging and told.kind == "document" else None
        elif speaker is not None and len(run.words) > 5 and _is_same(run):
            yield _whole(run, speaker, 0.6)
        else:
            speaker = None


def _is_same(run: Run) -> bool:
    return not cues().words["accusation.people"].isdisjoint(run.words[:6])
