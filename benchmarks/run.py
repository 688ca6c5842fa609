"""`make bench`: CPU seconds and ratios of everything that has a figure to keep, all in one run.

Each figure is the median of several runs. CPU seconds, not wall time, because machines are shared; ratios between
things measured in the same run, because machines drift.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from counterspy import flow, intake, reading
from floor import floor_cpu_s
from texts import dull_texts, relevant_texts

PROGRAM = Path(sys.executable).with_name("counterspy")


def measured(runs: int, once: Callable[[], float]) -> float:
    """Give the median of several runs."""
    return median(once() for _ in range(runs))


def child_cpu_s(arguments: list[str]) -> float:
    """Run a command and give the CPU seconds that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def read_cpu_s(folder: Path) -> float:
    """Text files to Readings in this process, nothing kept."""
    start = time.process_time()
    for found in flow.read_only([str(folder)], intake.Limits()):
        if isinstance(found, Exception):
            raise found
    return time.process_time() - start


def stages_cpu_s(folder: Path) -> tuple[float, float]:
    """Intake and reading apart."""
    start = time.process_time()
    documents = [
        found.document
        for raw in intake.find_inputs([str(folder)])
        if isinstance(raw, intake.Raw)
        for found in intake.read_documents(raw)
        if isinstance(found, intake.Found)
    ]
    middle = time.process_time()
    for document in documents:
        reading.read(document)
    return middle - start, time.process_time() - middle


def version_wall_s() -> float:
    """Wall seconds of `counterspy --version`."""
    start = time.perf_counter()
    subprocess.run([str(PROGRAM), "--version"], check=True, capture_output=True)
    return time.perf_counter() - start


def peer_cpu_s(python: str, folder: Path) -> float:
    """CPU seconds of spaCy's small pipeline over the same files, loading left out."""
    script = Path(__file__).with_name("peer_spacy.py")
    done = subprocess.run([python, str(script), str(folder)], check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.splitlines()[-1])["cpu_s"])


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a Python that has spaCy and its small English model")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folders = {}
        for name, texts in (("relevant", relevant_texts(options.documents)), ("dull", dull_texts(options.documents))):
            folders[name] = Path(temporary) / name
            folders[name].mkdir()
            for number, text in enumerate(texts):
                (folders[name] / f"{number:05}.txt").write_text(text, "utf-8")
        figures(folders, options)


def figures(folders: dict[str, Path], options: argparse.Namespace) -> None:
    """Print every figure, and the ratios."""
    n = options.documents
    texts = [path.read_text("utf-8") for path in sorted(folders["relevant"].glob("*.txt"))]
    read_cpu_s(folders["relevant"])  # the lexicon is loaded and compiled once
    floor = measured(options.runs, lambda: floor_cpu_s(texts))
    ours = measured(options.runs, lambda: read_cpu_s(folders["relevant"]))
    intake_s, reading_s = stages_cpu_s(folders["relevant"])
    gate = measured(options.runs, lambda: read_cpu_s(folders["dull"]))

    def into_ledger() -> float:
        with tempfile.TemporaryDirectory() as fresh:
            ledger = os.path.join(fresh, "bench.db")  # noqa: PTH118 (handed to a command line)
            return child_cpu_s([str(PROGRAM), "--ledger", ledger, "read", str(folders["relevant"])])

    whole = measured(options.runs, into_ledger)
    version = measured(9, version_wall_s)
    print(f"{n} documents of about 900 words; medians of {options.runs} runs")
    print(f"{'':44}{'CPU s':>9}{'documents/s':>13}")
    rows = [
        ("floor: tokens + automaton + sentences", floor),
        ("read --dry-run, in process", ours),
        ("  of it intake and blocks (one run)", intake_s),
        ("  of it reading (one run)", reading_s),
        ("read into a fresh ledger, whole command", whole),
        ("read --dry-run, nothing about espionage", gate),
    ]
    if options.peer:
        rows.append(("spaCy en_core_web_sm, loading left out", peer_cpu_s(options.peer, folders["relevant"])))
    for name, seconds in rows:
        print(f"{name:44}{seconds:9.3f}{n / seconds:13.0f}")
    print(f"read / floor: {ours / floor:.1f}")
    if options.peer:
        print(f"spaCy / read: {rows[-1][1] / ours:.1f}")
    print(f"counterspy --version: {version:.3f} s wall (median of 9)")


main()
