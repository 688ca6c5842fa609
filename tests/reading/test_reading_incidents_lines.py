from __future__ import annotations

import os
import subprocess
import sys

_ORDER = """
from counterspy.reading.incidents.lines import Shown, _strongest
print(_strongest([Shown("other", 3, 9, 1), Shown("other", 3, 9, 2), Shown("sabotage", 3, 9, 1)]))
"""


def test_words_that_show_a_method_twice_come_strongest_first_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _ORDER],
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(6)
    }
    assert len(said) == 1
    assert said.pop().index("strength=2") < 60
