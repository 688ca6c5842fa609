"""What tests of the whole program share: running it in this process, and the real documents where they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from invented import STORY, Answer, Run

# No deadlines: machines are shared, and a process that parses hostile bytes takes its time to start. Where a change has
# to land, the same examples are drawn each time; a person's own runs go on finding new ones.
settings.register_profile("shared-machine", deadline=None, print_blob=True)
settings.register_profile("landing", deadline=None, print_blob=True, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "shared-machine")


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
