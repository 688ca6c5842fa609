from __future__ import annotations

from pathlib import Path

import pytest

from counterspy.errors import UsageError
from counterspy.ledger.address import ledger_path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("notes.db", "notes.db"),
        (Path("a/b.db"), "a/b.db"),
        ("sqlite:///notes/l.db", "notes/l.db"),
        ("sqlite:////var/l.db", "/var/l.db"),
        ("SQLITE:///l.db", "l.db"),
        ("sqlite:///my%20notes.db", "my notes.db"),
        ("50%.db", "50%.db"),
    ],
)
def test_a_path_and_an_sqlite_url_name_a_file(address: str | Path, path: str) -> None:
    assert ledger_path(address) == Path(path)


@pytest.mark.parametrize("address", ["", ":memory:", "sqlite://", "sqlite:///", "sqlite://host/l.db"])
def test_a_ledger_without_a_file_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        ledger_path(address)


def test_a_folder_is_refused_with_the_name_of_a_file_to_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is a folder.*counterspy\.db"):
        ledger_path(tmp_path)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_comes_later_and_its_password_is_not_shown(scheme: str) -> None:
    with pytest.raises(UsageError, match="later version") as caught:
        ledger_path(f"{scheme}://odile:hunter2@db.example/ledger")
    assert "hunter2" not in str(caught.value)


def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match="mysql"):
        ledger_path("mysql://db.example/ledger")
