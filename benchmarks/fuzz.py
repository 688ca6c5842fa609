"""`make fuzz`: ten thousand mutated documents, and how the time grows with the length of one text.

Prints the slowest text and, for texts of 125 KB to 1 MB, CPU seconds and how many times those of half the length they
are: 2 is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from mutations import assert_sound, demo_texts, mutated_texts, read_text

_HOSTILE = {
    "demo documents": "\n\n".join,
    "one line": " ".join,
    "capitals": lambda texts: "\n\n".join(texts).upper(),
    "names": lambda texts: "Alpha Beta Gamma (ABG) of the Delta Bank, " * len("".join(texts)) if texts else "",
    "quotes": lambda texts: "“he said “that ”she “" * 10_000,
    "numbers": lambda texts: "over 600,000 of 1.5 million in 2019/2020 and " * 10_000,
    "brackets": lambda texts: "(((MSS (GRU) [" * 10_000,
    "charges": lambda texts: "was charged with, convicted of and sentenced for spying for China and " * 10_000,
}


def main() -> None:
    """Run both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mutate(options.mutations, options.seed)
    lengthen()


def mutate(count: int, seed: int) -> None:
    """Read mutated documents; the first that fails ends the run and is printed."""
    slowest, read = 0.0, 0
    start = time.process_time()
    for number, text in enumerate(mutated_texts(count, seed)):
        before = time.process_time()
        try:
            answer = read_text(text)
            if answer is not None:
                assert_sound(*answer)
                read += 1
        except Exception:
            print(f"mutation {number} of seed {seed} fails:\n{text!r}")
            raise
        slowest = max(slowest, time.process_time() - before)
    taken = time.process_time() - start
    print(f"{read} of {count} mutations read in {taken:.0f} CPU s, none failed; the slowest took {slowest:.2f} s")


def lengthen() -> None:
    """Read texts of growing length."""
    texts = list(demo_texts())
    for name, make in _HOSTILE.items():
        whole = make(texts) * 40
        times = []
        for size in (125_000, 250_000, 500_000, 1_000_000):
            before = time.process_time()
            read_text(whole[:size])
            times.append(time.process_time() - before)
        growth = ", ".join(f"{later / max(earlier, 1e-9):.1f}" for earlier, later in pairwise(times))
        print(f"{name:16} 1 MB in {times[-1]:6.2f} CPU s; each doubling × {growth}")


if __name__ == "__main__":
    main()
