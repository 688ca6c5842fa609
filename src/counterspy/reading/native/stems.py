"""Words of Russian written as stems: one pattern over a list, and the stem that a word's cases share.

Invariant: a pattern matches whole words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_CASES: Final = re.compile(r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ой|ей|ых|их)$")
_ENDS: Final = "аеиоуыэюяйь"
_LEAST: Final = 2


def one_of(stems: Iterable[str], ending: str = "[а-я]*") -> re.Pattern[str]:
    """Compile a list of words, `*` standing for any ending; longer ones first."""
    written = sorted(set(stems), key=lambda stem: (-len(stem), stem))
    parts = [re.escape(stem).replace(r"\*", ending).replace(r"\ ", r"\s+") for stem in written]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def stem_of(word: str) -> str:
    """Give what the cases of a folded name share: `савицк` of `савицкого`."""
    cut = _CASES.sub("", word)
    cut = cut if len(cut) > _LEAST else word
    bare = cut.rstrip(_ENDS)
    return bare if len(bare) >= _LEAST else cut


def is_alike(one: str, two: str) -> bool:
    """Whether two stems are of one name: equal, or one is the other less an ending."""
    if one == two:
        return True
    short, long = sorted((one, two), key=len)
    return len(short) > 3 and long.startswith(short) and len(long) - len(short) <= 2
