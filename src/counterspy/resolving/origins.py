"""Texts → proposals that one copies another.

Each text is cut into shingles of five words; every eighth, chosen by its hash, is kept (a "0 mod p" sketch, Broder
1997), so that texts that share passages share kept shingles whatever their length. Candidates are then compared
exactly, over all their shingles. Linear in the number of texts.

Invariant: a text is proposed as a copy of exactly one earlier source, and the share of it that is copied is stated. A
digest, which holds texts that have nothing to do with one another, joins none of them. The very same words are one
origin however few they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
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
_MIX = np.uint64(6364136223846793005)
_HALF = np.uint64(32)
_STRANGERS_SHARE_MAX = 0.05  # two parts of one text that share less have nothing to do with one another
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
    seen = _Seen()
    proposals = []
    for place in order:
        text = texts[place]
        words = _WORD.findall(text.words.casefold())
        mine = _shingles(words)
        source = seen.same_words(words) or seen.source_of(mine)
        if source is not None and text.id not in decided:
            proposals.append(_decision(text, texts[source[0]], source[1]))
        seen.add(place, words, mine, source[0] if source else place)
    return tuple(proposals)


class _Seen:
    """Texts so far: their words, their shingles, and the first text of the group that each is in."""

    def __init__(self) -> None:
        self._by_words: dict[bytes, int] = {}
        self._holders: dict[int, list[int]] = {}
        self._shingles: dict[int, _Shingles] = {}
        self._kept_count: dict[int, int] = {}
        self._first: dict[int, int] = {}
        self._copies: dict[int, list[int]] = {}

    def same_words(self, words: list[str]) -> tuple[int, float] | None:
        """Find a text of the very same words."""
        place = self._by_words.get(_hash_of(words)) if len(words) >= _SHINGLE_WORDS else None
        return None if place is None else (place, 1.0)

    def source_of(self, mine: _Shingles) -> tuple[int, float] | None:
        """Find the text in which most of this one stands word for word, or the other way round."""
        if len(mine) < _SHINGLES_MIN:
            return None
        kept = _kept(mine)
        held = (self._holders[shingle] for shingle in kept if shingle in self._holders)
        shared = Counter(place for places in held if len(places) <= _COMMON for place in places)
        likely = [place for place, count in shared.items() if self._may_be_half(count, len(kept), place)]
        found = [(self._share(mine, place), place) for place in likely]
        fitting = sorted((-share, place) for share, place in found if share >= _COPIED_SHARE_MIN)
        if not fitting or self._ties_strangers(mine, [place for _, place in fitting]):
            return None
        return fitting[0][1], -fitting[0][0]

    def add(self, place: int, words: list[str], mine: _Shingles, source: int) -> None:
        """Take a text; `source` is the text it copies, or itself."""
        self._by_words.setdefault(_hash_of(words), place)
        self._shingles[place] = mine
        self._first[place] = self._first.get(source, source)
        if source != place:
            self._copies.setdefault(self._first[place], []).append(place)
        kept = _kept(mine)
        self._kept_count[place] = len(kept)
        for shingle in kept:
            self._holders.setdefault(shingle, []).append(place)

    def _may_be_half(self, count: int, kept: int, place: int) -> bool:
        """Whether so many kept shingles in common leave it open that half of the shorter text is copied."""
        return count >= max(_SHARED_KEPT_MIN, min(kept, self._kept_count[place]) // 4)

    def _share(self, mine: _Shingles, place: int) -> float:
        other = self._shingles[place]
        return _common(mine, other) / max(1, min(len(mine), len(other)))

    def _ties_strangers(self, mine: _Shingles, places: list[int]) -> bool:
        """Whether this text is a digest of several, or a part of a digest that another stranger is a part of."""
        groups = {self._first[place] for place in places}
        if len(groups) > 1:
            return True
        first = groups.pop()
        return any(
            _common(mine, other) < _STRANGERS_SHARE_MAX * min(len(mine), len(other))
            for other in (self._shingles[copy] for copy in self._copies.get(first, ()))
        )


def _common(one: _Shingles, other: _Shingles) -> int:
    """How many shingles two texts share: the shorter list looked up in the longer, both sorted."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if not len(few):
        return 0
    places = np.searchsorted(many, few)
    return int(np.count_nonzero(many.take(places, mode="clip") == few))


def _kept(shingles: _Shingles) -> list[int]:
    """The sample of a text's shingles that candidates are found by."""
    sample: list[int] = shingles[shingles % _KEPT_OF == 0].tolist()
    return sample


def _hash_of(words: list[str]) -> bytes:
    return sha256(" ".join(words).encode()).digest()


def _shingles(words: list[str]) -> _Shingles:
    """The distinct shingles of a text as sorted hashes, shape (n,).

    A word's CRC-32 is mixed with those of the words behind it by the multiplier of Knuth's MMIX generator; of the 64
    bits the upper half is kept, on which every bit of every word tells.
    """
    count = max(0, len(words) - _SHINGLE_WORDS + 1)
    of_words = np.fromiter((crc32(word.encode()) for word in words), dtype=np.uint64, count=len(words))
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(_SHINGLE_WORDS if count else 0):
        mixed = (mixed + of_words[place : place + count]) * _MIX
        mixed ^= mixed >> _HALF
    return np.unique((mixed >> _HALF).astype(np.uint32))


def _day(text: Text) -> str:
    """The last day the text may have been published, as a sortable text; undated texts come last."""
    return PartialDate.parse(text.published).last.isoformat() if text.published else "9999"


def _decision(text: Text, source: Text, share: float) -> Decision:
    dated = f", published {source.published} before {text.published}" if source.published and text.published else ""
    return Decision(
        id="", kind="same-origin", subject=text.id, object=source.id, by=PROGRAM, score=round(share, 3), at="",
        reason=f"{share:.0%} of the shorter text stands word for word in the other{dated}",
    )  # fmt: skip
