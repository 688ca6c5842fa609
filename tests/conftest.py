"""What tests of the whole program share: running it in this process, and invented documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

STORY = """Engineer charged with passing turbine files to Brazilian intelligence

GOTHENBURG, 4 March 2021 - Prosecutors on Thursday charged Elsa Nyqvist, 44, an engineer at Vindhav Turbin AB in
Gothenburg, with passing trade secrets to an officer of the Brazilian Intelligence Agency (ABIN) between 2018 and 2020.

According to the indictment, Nyqvist copied over 300 files from the company's servers. Her lawyer, Otto Brandell, said
she denied the charge. The Brazilian embassy in Stockholm called the allegation baseless.

The company said it was cooperating with the Swedish Security Service.
"""
"""A wire story about invented people, for tests that need something to find."""


class Answer(Struct):
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    def json(self) -> list[Any]:
        """Give the JSON objects on standard output."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]


Run = Callable[..., Answer]


@pytest.fixture
def counterspy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process, in an empty folder with a ledger of its own."""
    from counterspy.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERSPY_LEDGER", str(tmp_path / "test.db"))
    monkeypatch.setenv("COUNTERSPY_ANALYST", "tester")

    def run(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["counterspy", *map(str, arguments)])
        code: object = 0
        capfd.readouterr()
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        printed = capfd.readouterr()
        return Answer(code=code if isinstance(code, int) else 0, out=printed.out, err=printed.err)

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Give a file with the invented wire story."""
    file = tmp_path / "story.txt"
    file.write_text(STORY, "utf-8")
    return file


def shared_folder() -> Path | None:
    """Find the folder with real documents that may lie beside the project; None where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    return folder if folder.is_dir() else None


@pytest.fixture
def shared() -> Path:
    """Give the folder with real documents; the test is skipped where it is absent."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the real documents do not lie beside the project (../shared)")
    return folder
