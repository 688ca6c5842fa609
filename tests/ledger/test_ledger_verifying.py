from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from counterspy.errors import CounterspyError, UsageError
from counterspy.ledger import Head, VerifyReport, open_ledger
from ledger_evidence import GUEST, OWNER, add_document, document, fetch, tamper

ENTRIES = 14  # what `fill` makes of three documents: 3 × (document, capture, reading, record), 2 decisions


def _verify(path: Path, expected: Head | None = None) -> VerifyReport:
    with open_ledger(path, OWNER) as ledger:
        return ledger.verify(expected=expected)


def _head(path: Path) -> Head:
    with open_ledger(path, OWNER) as ledger:
        return ledger.head()


def test_an_untouched_ledger_is_sound(filled: Path) -> None:
    seen: list[tuple[int, int]] = []
    with open_ledger(filled, OWNER) as ledger:
        report = ledger.verify(lambda done, total: seen.append((done, total)), expected=ledger.head())
        assert report.head == ledger.head()
    assert report.is_sound
    assert (report.entries, report.documents, report.contents) == (ENTRIES, 3, 3)
    assert seen == [(n, ENTRIES + 3) for n in range(1, ENTRIES + 4)]


def test_an_empty_ledger_is_sound(path: Path) -> None:
    assert _verify(path).is_sound


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("column", ["kind", "id", "about", "body", "chain"])
def test_any_flipped_bit_of_an_entry_is_found_and_its_entry_named(
    filled_file: Path, tmp_path: Path, column: str
) -> None:
    rng = random.Random(column)
    for n in range(15):
        path = Path(shutil.copy(filled_file, tmp_path / f"{n}.db"))
        seq = rng.randint(1, ENTRIES)
        [(value,)] = fetch(path, f"SELECT CAST({column} AS BLOB) FROM entry WHERE seq = ?", seq)  # noqa: S608
        assert isinstance(value, bytes)
        kept_as = "BLOB" if column in ("body", "chain") else "TEXT"
        statement = f"UPDATE entry SET {column} = CAST(? AS {kept_as}) WHERE seq = ?"  # noqa: S608
        tamper(path, (statement, (_flip(value, rng), seq)))
        assert seq in {problem.seq for problem in _verify(path).problems}


def test_any_flipped_bit_of_captured_bytes_is_found(filled_file: Path, tmp_path: Path) -> None:
    rng = random.Random(7)
    for n in range(15):
        path = Path(shutil.copy(filled_file, tmp_path / f"{n}.db"))
        sha256, data = rng.choice(fetch(path, "SELECT sha256, data FROM content ORDER BY sha256"))
        assert isinstance(data, bytes)
        tamper(path, ("UPDATE content SET data = ? WHERE sha256 = ?", (_flip(data, rng), sha256)))
        assert [problem.id for problem in _verify(path).problems] == [sha256]


def test_a_flipped_bit_of_the_name_of_captured_bytes_is_found(filled: Path) -> None:
    tamper(filled, ("UPDATE content SET sha256 = replace(sha256, 'a', 'b')", ()))
    assert {problem.what for problem in _verify(filled).problems} == {
        "the captured bytes do not have this SHA-256",
        "the bytes of this document are not there",
        "no document claims these bytes",
    }


@pytest.mark.parametrize("seq", [1, 5, ENTRIES])
def test_a_removed_entry_is_found(filled: Path, seq: int) -> None:
    tamper(filled, ("DELETE FROM entry WHERE seq = ?", (seq,)))
    assert not _verify(filled).is_sound


@pytest.mark.parametrize("seq", [1, 5, ENTRIES])
def test_a_removed_entry_is_found_where_the_others_move_up(filled: Path, seq: int) -> None:
    moves = [("UPDATE entry SET seq = ? WHERE seq = ?", (n - 1, n)) for n in range(seq + 1, ENTRIES + 1)]
    tamper(filled, ("DELETE FROM entry WHERE seq = ?", (seq,)), *moves)
    assert not _verify(filled).is_sound


def test_swapped_entries_are_found(filled: Path) -> None:
    swap = [(5, 99), (9, 5), (99, 9)]
    tamper(filled, *[("UPDATE entry SET seq = ? WHERE seq = ?", (new, old)) for old, new in swap])
    assert {5, 9} <= {problem.seq for problem in _verify(filled).problems}


def test_an_added_entry_is_found(filled: Path) -> None:
    add = "INSERT INTO entry SELECT ?, kind, id || 'x', about, body, chain FROM entry WHERE seq = ?"
    tamper(filled, (add, (ENTRIES + 1, ENTRIES)))
    assert {problem.seq for problem in _verify(filled).problems} == {ENTRIES + 1}


def test_a_tail_cut_off_is_found_by_the_noted_head(filled: Path) -> None:
    tamper(filled, ("DELETE FROM entry WHERE seq > 8", ()))
    assert any("noted as the last" in problem.what for problem in _verify(filled).problems)


def test_a_tail_cut_off_with_the_noted_head_set_back_is_found_only_against_a_head_noted_elsewhere(filled: Path) -> None:
    before = _head(filled)
    tamper(
        filled,
        ("DELETE FROM entry WHERE seq > 13", ()),
        ("UPDATE head SET (seq, chain) = (SELECT seq, chain FROM entry WHERE seq = 13)", ()),
    )
    assert _verify(filled).is_sound  # the file alone cannot tell: this is what the documentation says
    assert any("its end is missing" in problem.what for problem in _verify(filled, before).problems)


def test_a_history_worked_out_anew_is_found_against_a_head_noted_elsewhere(filled: Path) -> None:
    before = _head(filled)
    other = Head(before.seq, "00" * 32)
    report = _verify(filled, other)
    assert [(problem.seq, problem.what) for problem in report.problems] == [
        (ENTRIES, "its chain value is not the one that was expected here")
    ]
    with open_ledger(filled, OWNER) as ledger:
        add_document(ledger, 9)
    assert _verify(filled, before).is_sound


def test_missing_captured_bytes_are_found(filled: Path) -> None:
    tamper(filled, ("DELETE FROM content WHERE rowid = 2", ()))
    assert [problem.what for problem in _verify(filled).problems] == ["the bytes of this document are not there"]


def test_a_wrong_size_is_found(filled: Path) -> None:
    tamper(filled, ("UPDATE content SET size_bytes = 1 WHERE rowid = 2", ()))
    assert ["noted" in problem.what for problem in _verify(filled).problems] == [True]


def test_a_body_that_is_another_entrys_is_found_even_where_the_chain_fits(filled: Path) -> None:
    from counterspy.ledger.entry import link

    [(kind, identifier)] = fetch(filled, "SELECT kind, id FROM entry WHERE seq = ?", ENTRIES)
    [(previous,)] = fetch(filled, "SELECT chain FROM entry WHERE seq = ?", ENTRIES - 1)
    [(body,)] = fetch(filled, "SELECT body FROM entry WHERE seq = ?", ENTRIES - 1)
    chain = link(previous, kind.encode(), identifier.encode(), body)
    tamper(
        filled,
        ("UPDATE entry SET body = ?, chain = ? WHERE seq = ?", (body, chain, ENTRIES)),
        ("UPDATE head SET chain = ?", (chain,)),
    )
    assert any("its body is of" in problem.what for problem in _verify(filled).problems)


def test_whatever_byte_of_the_file_is_flipped_the_answer_is_plain(filled_file: Path, tmp_path: Path) -> None:
    whole = filled_file.read_bytes()
    evidence = "SELECT seq, kind, id, about, body, chain FROM entry ORDER BY seq"
    rng = random.Random(1)
    for n in range(80):
        path = tmp_path / f"{n}.db"
        path.write_bytes(_flip(whole, rng))
        try:
            report = _verify(path)
        except CounterspyError:
            continue  # refused when it was opened: plain enough
        if report.is_sound:
            assert fetch(path, evidence) == fetch(filled_file, evidence)


def test_a_report_ends_somewhere(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from counterspy.ledger import verifying

    monkeypatch.setattr(verifying, "MOST_PROBLEMS", 4)
    tamper(filled, ("UPDATE entry SET chain = x'00'", ()))
    assert len(_verify(filled).problems) == 4


def test_verifying_sees_one_state_while_others_write(filled: Path) -> None:
    with open_ledger(filled, OWNER) as ledger, open_ledger(filled, OWNER) as other:
        written = []

        def write(done: int, _total: int) -> None:
            if not written:
                written.append(add_document(other, 50 + done))

        assert ledger.verify(write).is_sound
        assert ledger.verify().documents == 4


def test_only_the_owner_verifies(filled: Path) -> None:
    with open_ledger(filled, GUEST) as ledger, pytest.raises(UsageError, match="owner"):
        ledger.verify()


def test_ids_that_occur_twice_are_found(filled: Path) -> None:
    connection = sqlite3.connect(filled, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'UNIQUE (id)', 'CHECK (1)') WHERE name = 'entry'")
    connection.execute("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_entry_1'")
    connection.close()
    tamper(filled, ("UPDATE entry SET id = (SELECT id FROM entry WHERE seq = 1) WHERE seq = 5", ()))
    assert not _verify(filled).is_sound


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (
            (
                "DROP TRIGGER entry_is_never_updated",
                "CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry BEGIN SELECT 1; END",
            ),
            "entry_is_never_updated was changed",
        ),
        (("CREATE TRIGGER extra AFTER INSERT ON entry BEGIN DELETE FROM derived; END",), "extra was added"),
        (("DROP TRIGGER content_is_only_appended",), "content_is_only_appended is missing"),
    ],
)
def test_a_guard_that_was_made_toothless_is_found(filled: Path, statements: tuple[str, ...], fault: str) -> None:
    connection = sqlite3.connect(filled)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    with open_ledger(filled, OWNER) as ledger:
        (problem,) = ledger.verify().problems
        assert fault in problem.what
        assert not {finding.name: finding for finding in ledger.doctor()}["append-only"].is_ok


@pytest.mark.parametrize("emptying", ["DELETE FROM derived", "DELETE FROM derived_state"])
def test_an_emptied_register_is_found_and_called_what_it_is(filled: Path, emptying: str) -> None:
    with open_ledger(filled, OWNER) as ledger, ledger.writing() as pen:
        pen.replace_derived({"document": [document(1)]}, made_from=pen.head(), maker="test/1")
    connection = sqlite3.connect(filled)
    connection.execute(emptying)
    connection.commit()
    connection.close()
    with open_ledger(filled, OWNER) as ledger:
        (problem,) = ledger.verify().problems
        assert problem.is_derived
        assert "rebuild" in problem.what
        assert not {finding.name: finding for finding in ledger.doctor()}["register"].is_ok
