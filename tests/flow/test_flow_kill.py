"""Killed at any moment and run again, `read` gives the register of an undisturbed run, from the same entries."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from invented import STORY

PROGRAM = Path(sys.executable).with_name("counterspy")
DOCUMENTS = 260
KILLS = 4


def make_documents(folder: Path) -> None:
    folder.mkdir()
    for number in range(DOCUMENTS):
        year, files = 2000 + number % 20, 100 + number
        text = STORY.replace("300", str(files)).replace("2018", str(year)).replace("Elsa", f"Elsa{number % 7}")
        (folder / f"{number:04}.txt").write_text(f"{text}\nCase file {number}.\n" * (1 + number % 3), "utf-8")


def read(ledger: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [PROGRAM, "--ledger", ledger, "read", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def entries(ledger: Path) -> list[tuple[str, str, Any]]:
    """What the log holds, in order, without the times."""

    def timeless(body: bytes) -> Any:
        value = json.loads(body)
        value.pop("at", None)
        return value

    with sqlite3.connect(ledger) as raw:
        rows = raw.execute("SELECT kind, id, body FROM entry ORDER BY seq").fetchall()
    raw.close()
    return [(kind, identifier, timeless(body)) for kind, identifier, body in rows]


def derived(ledger: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(ledger) as raw:
        rows = raw.execute("SELECT kind, id, position, body FROM derived ORDER BY kind, position").fetchall()
    raw.close()
    return rows


def test_a_read_that_is_killed_anywhere_and_run_again_gives_the_same_register(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    make_documents(folder)
    calm, killed = tmp_path / "calm.db", tmp_path / "killed.db"
    start = time.monotonic()
    assert read(calm, folder).wait() == 0
    whole_s = time.monotonic() - start
    draw = random.Random(time.time_ns())
    hit = 0
    for _ in range(KILLS):
        process = read(killed, folder)
        time.sleep(draw.uniform(0.2, 1.0) * whole_s)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            hit += 1
        process.wait()
    assert hit > 0, "no run was caught alive"
    assert read(killed, folder).wait() == 0
    assert entries(killed) == entries(calm)
    assert derived(killed) == derived(calm)
    assert subprocess.run([PROGRAM, "--ledger", killed, "verify"], capture_output=True, check=False).returncode == 0
