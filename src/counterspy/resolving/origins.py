"""Texts → proposals that one copies another.

Each text is cut into shingles of five words; every eighth, chosen by its hash, is kept (a "0 mod p" sketch, Broder
1997), so that texts that share passages share kept shingles whatever their length. Candidates are then compared
exactly, over all their shingles. Linear in the number of texts.

Invariant: a text is proposed as a copy of exactly one earlier source, and the share of it that is copied is stated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from counterspy.model import Decision, PartialDate

PROGRAM = "counterspy/origins-1"
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_SHINGLE_WORDS = 5
_KEPT_OF = 8
_SHARED_KEPT_MIN = 2
_SHINGLES_MIN = 20
_COPIED_SHARE_MIN = 0.5
_Shingles = NDArray[np.uint32]
_COMMON = 200  # a shingle in more texts than this is a set phrase and says nothing


class Text(Struct, frozen=True, kw_only=True):
    """A document's own words (dropped blocks left out) and when it was published (EDTF or None)."""

    id: str
    words: str
    published: str | None = None
    title: str | None = None


def propose_origins(texts: Sequence[Text], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Propose which texts copy which.

    Args:
        texts: In ledger order.
        decisions: All decisions ever taken; a text somebody already decided about is left alone.

    Returns:
        `same-origin` decisions without id and time: `subject` copies `object`, the earlier by date, else by place.
    """
    decided = {d.subject for d in decisions if d.kind == "same-origin"}
    order = sorted(range(len(texts)), key=lambda place: (_day(texts[place]), place))
    holders: dict[int, list[int]] = {}
    shingles: dict[int, _Shingles] = {}
    proposals = []
    for place in order:
        text = texts[place]
        mine = _shingles(text.words)
        if len(mine) < _SHINGLES_MIN:
            continue
        kept: list[int] = mine[mine % _KEPT_OF == 0].tolist()
        shared = Counter(holder for shingle in kept for holder in holders.get(shingle, ())[:_COMMON])
        source = _best_source(mine, shared, shingles)
        if source is not None and text.id not in decided:
            proposals.append(_decision(text, texts[source[0]], source[1]))
        shingles[place] = mine
        for shingle in kept:
            holders.setdefault(shingle, []).append(place)
    return tuple(proposals)


def _best_source(mine: _Shingles, shared: Counter[int], shingles: dict[int, _Shingles]) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for place, count in sorted(shared.items()):
        if count >= _SHARED_KEPT_MIN:
            common = np.intersect1d(mine, shingles[place], assume_unique=True).size
            share = common / min(len(mine), len(shingles[place]))
            if share >= _COPIED_SHARE_MIN and (best is None or share > best[1]):
                best = place, share
    return best


def _shingles(words: str) -> _Shingles:
    """The distinct shingles of a text as sorted hashes, shape (n,)."""
    found = _WORD.findall(words.casefold())
    count = max(0, len(found) - _SHINGLE_WORDS + 1)
    hashes = (crc32(" ".join(found[n : n + _SHINGLE_WORDS]).encode()) for n in range(count))
    return np.unique(np.fromiter(hashes, dtype=np.uint32, count=count))


def _day(text: Text) -> str:
    """The last day the text may have been published, as a sortable text; undated texts come last."""
    return PartialDate.parse(text.published).last.isoformat() if text.published else "9999"


def _decision(text: Text, source: Text, share: float) -> Decision:
    dated = f", published {source.published} before {text.published}" if source.published and text.published else ""
    return Decision(
        id="", kind="same-origin", subject=text.id, object=source.id, by=PROGRAM, score=round(share, 3), at="",
        reason=f"{share:.0%} of the shorter text stands word for word in the other{dated}",
    )  # fmt: skip
