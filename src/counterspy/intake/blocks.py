"""A document's text cut into blocks, each kept or dropped with its reason.

Invariant: blocks lie in order, do not overlap, and hold every sign of the text that is not blank. Dropping a true
paragraph is worse than keeping an advert: a line is dropped only where its features add up (`furniture.toml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterspy.intake.furniture import Look
from counterspy.intake.lines import Line, cut_lines, is_item, join_wrapped
from counterspy.intake.page_marks import find_page_marks
from counterspy.intake.phrases import Hit, scan
from counterspy.intake.sheet import Sheet
from counterspy.model import Block

_PAGE_PARAGRAPH_LINES = 3
"""A text with page marks and a paragraph of so many wrapped lines is that of printed pages."""
_HEADING_WORDS = 16


def cut_blocks(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """Cut a text into blocks and tell the document's own words from furniture.

    Args:
        text: Line ends as LF.
        title: The headline where the format states it; else it is looked for.

    Returns:
        Blocks in order of position, without blanks at their ends: a line each, or the hard-wrapped lines of one
        paragraph. Kept kinds are `title` (at most one), `heading`, `paragraph`, `list-item`; dropped ones are codes of
        the `drop` list and have a reason.
    """
    lines = cut_lines(text)
    marks = find_page_marks(lines)
    runs = join_wrapped(lines, marks)
    starts = [lines[first].start for first, _ in runs]
    ends = [lines[last - 1].end for _, last in runs]
    hits = scan(text, starts, ends)
    looks = _look_at(lines, runs, hits)
    sheet = Sheet(
        looks,
        [lines[first].chunk for first, _ in runs],
        {number: marks[first] for number, (first, _) in enumerate(runs) if first in marks},
        title,
        is_paged=bool(marks) and any(last - first >= _PAGE_PARAGRAPH_LINES for first, last in runs),
    )
    return tuple(
        Block(start=start, end=end, kind=verdict.kind, reason=verdict.reason)
        if verdict
        else Block(start=start, end=end, kind="title" if number == sheet.title else _kept_kind(looks[number]))
        for number, (start, end, verdict) in enumerate(zip(starts, ends, sheet.judge(), strict=True))
    )


def _look_at(lines: Sequence[Line], runs: Sequence[tuple[int, int]], hits: Mapping[int, Sequence[Hit]]) -> list[Look]:
    """Look at every line; the same words are looked at once, for lists and tables repeat themselves."""
    known: dict[str, Look] = {}
    looks = []
    for number, (first, last) in enumerate(runs):
        words = lines[first].text if last == first + 1 else " ".join(line.text for line in lines[first:last])
        look = known.get(words)
        if look is None:
            look = known[words] = Look(words, hits.get(number, ()))
        looks.append(look)
    return looks


def _kept_kind(look: Look) -> str:
    if is_item(look.line):
        return "list-item"
    is_short = look.words <= _HEADING_WORDS and not look.is_sentence
    return "heading" if is_short and look.letters and not look.line.endswith((",", ";", ":")) else "paragraph"
