"""The floor: what tokenising, one automaton scan and cutting sentences cost, below which no reader can go."""

from __future__ import annotations

import re
import time

from counterspy.vocabulary import lexicon_names

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def floor_cpu_s(texts: list[str]) -> float:
    """Give the CPU seconds that the floor takes for these texts."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(sorted({name.text for name in lexicon_names()}), matchkind=MatchKind.LeftmostLongest)
    start = time.process_time()
    for text in texts:
        _TOKEN.findall(text)
        automaton.find_matches_as_indexes(text)
        _SENTENCE.split(text)
    return time.process_time() - start
