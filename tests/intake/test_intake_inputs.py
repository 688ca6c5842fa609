from __future__ import annotations

import gzip
import io
import os
import resource
import socket
import zlib
from pathlib import Path

import pytest

from counterspy.errors import AddressRefused, InputError, InputTooLarge, UnreadableInput
from counterspy.intake import Limits, Raw, find_inputs

SMALL = Limits(max_bytes=1000)


def found(*arguments: object, limits: Limits = SMALL) -> list[Raw | InputError]:
    return list(find_inputs([str(argument) for argument in arguments], limits))


def test_a_folder_is_walked_by_name_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.html", "picture.png", "style.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    assert [Path(raw.location).name for raw in found(tmp_path)] == ["z.txt", "b.txt", "c.html"]


def test_the_ledger_is_passed_over_in_a_folder_and_refused_by_name_later(tmp_path: Path) -> None:
    (tmp_path / "counterspy.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    (tmp_path / "counterspy.db-wal").write_bytes(b"x")
    (tmp_path / "a.txt").write_text("words")
    assert [Path(raw.location).name for raw in found(tmp_path)] == ["a.txt"]


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("words")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    assert [Path(raw.location).name for raw in found(tmp_path)] == ["a.txt"]


def test_a_link_to_nothing_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("words")
    first, second = found(tmp_path)
    assert isinstance(first, UnreadableInput)
    assert "link to nothing" in str(first)
    assert isinstance(second, Raw)


@pytest.mark.parametrize("in_folder", [True, False])
def test_pipes_sockets_and_devices_are_refused_and_never_waited_for(tmp_path: Path, in_folder: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        errors = found(tmp_path) if in_folder else found(tmp_path / "pipe", tmp_path / "socket", "/dev/zero")
    assert len(errors) == (2 if in_folder else 3)
    assert all(isinstance(error, UnreadableInput) and "pipe" in error.reason for error in errors)


def test_a_missing_file_an_empty_folder_and_an_odd_path_are_one_line_each(tmp_path: Path) -> None:
    errors = found(tmp_path / "gone.txt", tmp_path, "", "a\0b", "new\nline", tmp_path / "gone" / "deeper")
    assert len(errors) == 6
    assert all(isinstance(error, UnreadableInput) and "\n" not in str(error) for error in errors)


def test_100_mb_of_text_are_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    (error,) = found(tmp_path / "big.txt", limits=Limits())
    assert isinstance(error, InputTooLarge)
    assert "32 MB" in str(error)


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>one</p>", mtime=0) + gzip.compress(b"<p>two</p>"))
    (raw,) = found(tmp_path / "a.html.gz")
    assert isinstance(raw, Raw)
    assert (raw.data, raw.media_type) == (b"<p>one</p><p>two</p>", "text/html")


def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * 900_000, mtime=0))
    (error,) = found(tmp_path / "bomb.gz")
    assert isinstance(error, InputTooLarge)


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz"])
def test_a_gzip_bomb_is_called_too_large_however_much_is_allowed_and_soon(tmp_path: Path, name: str) -> None:
    packer = zlib.compressobj(wbits=31)
    blank = b" " * (1 << 20)
    whole = b"".join(packer.compress(blank) for _ in range(400)) + packer.flush()
    (tmp_path / name).write_bytes(whole)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (error,) = found(tmp_path / name, limits=Limits().of_size(5000))
    assert isinstance(error, InputTooLarge)
    assert "200 times its size" in str(error)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000, "it is not unpacked first"


def test_a_list_that_packs_very_well_is_no_bomb(tmp_path: Path) -> None:
    lines = "".join(f"2021-03-{n % 28 + 1:02} customs office, container {n}, no finding\n" for n in range(400_000))
    (tmp_path / "list.txt.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
    (raw,) = found(tmp_path / "list.txt.gz", limits=Limits())
    assert isinstance(raw, Raw)
    assert len(raw.data) == len(lines)


@pytest.mark.parametrize("data", [gzip.compress(b"x" * 50, mtime=0)[:-9], b"\x1f\x8b", b"\x1f\x8b\x08junkjunkjunkjunk"])
def test_damaged_gzip_is_one_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cut.gz").write_bytes(data)
    (error,) = found(tmp_path / "cut.gz")
    assert isinstance(error, UnreadableInput)


def test_standard_input_is_read_up_to_the_limit() -> None:
    (raw,) = find_inputs(["-"], SMALL, stdin=io.BytesIO(b"words"))
    assert raw == Raw(location="-", data=b"words")
    (error,) = find_inputs(["-"], SMALL, stdin=io.BytesIO(b"x" * 1001))
    assert isinstance(error, InputTooLarge)


def test_other_schemes_are_refused_as_addresses() -> None:
    errors = found("file:///etc/passwd", "ftp://example.org/x", "gopher://example.org", "javascript://x")
    assert all(isinstance(error, AddressRefused) for error in errors)


def test_a_name_that_is_no_utf8_is_shown_as_an_escape(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 — a path of bytes
        file.write(b"words")
    (raw,) = found(tmp_path)
    assert raw.location.endswith("caf\\udce9.txt")
    raw.location.encode()
