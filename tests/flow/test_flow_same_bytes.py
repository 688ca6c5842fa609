"""The same documents read anew: nothing in a reading may hang on how a process happens to order its sets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import islice, pairwise
from pathlib import Path

import counterspy

DEMO = Path(counterspy.__file__).parent / "demo_documents"


def _read(names: list[str], seed: str) -> bytes:
    command = [sys.executable, "-m", "counterspy", "read", "--json", "--dry-run", *names]
    done = subprocess.run(
        command, capture_output=True, check=True, timeout=120, env={**os.environ, "PYTHONHASHSEED": seed}
    )
    return done.stdout


def test_processes_that_order_their_sets_otherwise_read_to_the_same_bytes(tmp_path: Path) -> None:
    """Each document alone, and many run together: ties between words only show where an affair is told twice."""
    alone = _read([str(DEMO)], "1")
    texts = [json.loads(line)["document"]["text"] for line in alone.splitlines()]
    for number, (first, second) in enumerate(islice(pairwise(texts), 40)):
        (tmp_path / f"{number}.txt").write_text(f"{first}\n\n{second}\n\n{first}\n", encoding="utf-8")
    names = [str(DEMO), str(tmp_path)]
    first_bytes = _read(names, "1")
    assert first_bytes.count(b"\n") > 80
    assert _read(names, "3") == first_bytes
