from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterspy.ledger import Ledger, open_ledger
from ledger_evidence import OWNER, fill


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without entries, to be copied: making one loads Alembic."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    open_ledger(path, OWNER, create=True).close()
    return path


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with some of everything, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    fill(path)
    return path


@pytest.fixture
def path(blank_file: Path, tmp_path: Path) -> Path:
    """The path of an empty ledger of this test's own."""
    return Path(shutil.copy(blank_file, tmp_path / "ledger.db"))


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Path:
    """The path of a filled ledger of this test's own."""
    return Path(shutil.copy(filled_file, tmp_path / "filled.db"))


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger, opened by its owner."""
    with open_ledger(path, OWNER) as opened:
        yield opened
