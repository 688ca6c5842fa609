from __future__ import annotations

import sqlite3
from pathlib import Path

from counterspy.ledger import Finding, open_ledger
from ledger_evidence import OWNER, add_document, record, tamper


def _findings(path: Path, maker: str | None = None) -> dict[str, Finding]:
    with open_ledger(path, OWNER) as ledger:
        return {finding.name: finding for finding in ledger.doctor(maker=maker)}


def _derive(path: Path) -> None:
    with open_ledger(path, OWNER) as ledger, ledger.writing() as pen:
        pen.replace_derived({"record": [record()]}, made_from=pen.head(), maker="fold/1", is_resolved=True)


def test_a_healthy_ledger_needs_no_advice(filled: Path) -> None:
    filled.chmod(0o600)
    _derive(filled)
    findings = _findings(filled, "fold/1")
    disk = findings.pop("disk")  # the one thing that depends on the machine
    assert "MB free" in disk.message
    assert [one for one in findings.values() if not one.is_ok or one.advice] == []


def test_a_file_others_can_read_is_named(filled: Path) -> None:
    filled.chmod(0o640)
    assert not _findings(filled)["permissions"].is_ok
    assert "chmod 600" in _findings(filled)["permissions"].advice


def test_a_register_older_than_the_evidence_is_stale(filled: Path) -> None:
    assert _findings(filled)["register"].message == "not made yet"
    _derive(filled)
    assert _findings(filled)["register"].is_ok
    assert not _findings(filled, "fold/2")["register"].is_ok
    with open_ledger(filled, OWNER) as ledger:
        add_document(ledger, 9)
    assert "stale" in _findings(filled)["register"].message


def test_missing_triggers_are_named(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("DROP TRIGGER entry_is_never_deleted")
    connection.close()
    assert _findings(filled)["append-only"].message == "entry_is_never_deleted is missing"


def test_another_journal_is_named_and_the_next_writer_turns_it_back(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    assert not _findings(filled)["journal"].is_ok
    with open_ledger(filled, OWNER) as ledger:
        add_document(ledger, 9)
    assert _findings(filled)["journal"].is_ok


def test_a_tail_cut_off_is_noticed(filled: Path) -> None:
    tamper(filled, ("DELETE FROM entry WHERE seq > 8", ()))
    assert not _findings(filled)["end of log"].is_ok
