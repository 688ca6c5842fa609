"""A process is killed at random moments while it writes: what it committed is whole, and a second run ends the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from counterspy.ledger import Head, open_ledger
from ledger_evidence import OWNER, fetch

BATCHES = 24
BATCH = 25

CHILD = f"""
import sys
sys.path.insert(0, sys.argv[2])
from ledger_evidence import OWNER, capture, data_of, decision, document, reading, record, undo
from counterspy.ledger import open_ledger, pen as pen_module
pen_module._FLUSH_ROWS = 10  # so that a kill may fall between the flushes of one batch
with open_ledger(sys.argv[1], OWNER, create=True) as ledger:
    print("open", flush=True)
    for batch in range({BATCHES}):
        with ledger.writing() as pen:
            for n in range(batch * {BATCH}, (batch + 1) * {BATCH}):
                pen.add_document(document(n), data_of(n), capture(n, f"{{n}}.txt"))
                pen.add_reading(reading(n))
                pen.add_record(record(n))
            pen.add_decision(decision("same-as", record(batch).id, record(batch + 1).id))
            pen.replace_derived({{"record": [record(n) for n in range(batch * 3)]}}, made_from=pen.head(), maker="m")
        print(batch, flush=True)
"""


def _child(path: Path) -> subprocess.Popen[str]:
    here = str(Path(__file__).parents[1])
    return subprocess.Popen([sys.executable, "-c", CHILD, str(path), here], stdout=subprocess.PIPE, text=True)


def _finish(path: Path) -> None:
    process = _child(path)
    process.communicate()
    assert process.returncode == 0


def _kill_after(path: Path, lines: int, delay_s: float) -> int:
    """Kill the writer a moment after some progress; returns how many batches it said it had committed."""
    process = _child(path)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(lines)]
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().split()
    process.stdout.close()
    process.wait()
    return sum(1 for line in said if line.isdigit())


def _log(path: Path) -> list[tuple[object, ...]]:
    return fetch(path, "SELECT seq, kind, id, about, body, chain FROM entry ORDER BY seq")


def _check_what_a_kill_left(path: Path, committed: int) -> None:
    with open_ledger(path, OWNER) as ledger:
        report = ledger.verify()
        assert report.problems == ()
        batches, rest = divmod(report.documents, BATCH)
        assert rest == 0
        assert batches >= committed
        assert report.entries == batches * (4 * BATCH + 1)
        if batches:
            assert ledger.is_derived_fresh("m")


def test_a_killed_writer_leaves_whole_batches_and_running_it_again_ends_the_same(tmp_path: Path) -> None:
    undisturbed, killed = tmp_path / "undisturbed.db", tmp_path / "killed.db"
    _finish(undisturbed)
    rng = random.Random()  # other moments in every run, on purpose
    for lines in (1, 5, 12):
        committed = _kill_after(killed, lines, rng.random() * 0.02)
        _check_what_a_kill_left(killed, committed)
    _finish(killed)
    assert _log(killed) == _log(undisturbed)
    with open_ledger(killed, OWNER) as one, open_ledger(undisturbed, OWNER) as other:
        assert one.head() == other.head() != Head(0, "")
        assert list(one.decisions()) == list(other.decisions())


def test_a_process_killed_while_it_makes_the_ledger_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    rng = random.Random()
    for n in range(3):
        path = tmp_path / f"{n}.db"
        process = _child(path)
        while not path.exists():
            time.sleep(0.001)
        time.sleep(rng.random() * 0.3)
        process.kill()
        process.communicate()
        with open_ledger(path, OWNER, create=True) as ledger:
            assert ledger.verify().is_sound
