"""What the user names, found and read: files, folders, standard input, URLs.

Invariants: one input is held at a time and never more than `max_bytes` of it; the order is that of the arguments, and
inside a folder that of the names; nothing that could block (a pipe, a device) is opened; one bad input is one error.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake.limits import Limits, megabytes_for
from counterspy.intake.raw import Raw, is_url, media_type_of, printable
from counterspy.intake.unpack import GZIP_MAGIC, Bomb, Damaged, TooMuch, bomb_error, collect

_DEFAULT = Limits()
_CHUNK_BYTES = 1 << 20
_DATABASE = b"SQLite format 3\0"
_LEDGER_SIDES = ("-wal", "-shm", "-journal")
# what lies beside documents in a folder and never is one: a saved page brings dozens of them
_NEVER_DOCUMENTS = frozenset(
    """
    .css .js .mjs .map .woff .woff2 .ttf .otf .eot .ico .png .jpg .jpeg .gif .svg .webp .avif .bmp .tif .tiff .heic
    .mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi .mkv .webm .pyc .so .dll .o
    """.split()  # noqa: SIM905 — a list of words reads better as words
)


def find_inputs(
    arguments: Iterable[str],
    limits: Limits = _DEFAULT,
    *,
    allow_local: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Raw | InputError]:
    """Find and read what the user named.

    Args:
        arguments: Paths of files and folders, `-` for standard input, http and https URLs.
        limits: What one input may cost.
        allow_local: Whether URLs may lead into the local network.
        stdin: Where `-` reads from; None is the program's own standard input.

    Yields:
        For each input its bytes, or the error that names it. In folders, hidden files, databases, pictures, sounds,
        styles, scripts and fonts are passed over in silence; named by themselves they are taken or refused aloud.
    """
    for argument in arguments:
        try:
            if argument == "-":
                yield _read_stream(stdin if stdin is not None else sys.stdin.buffer, limits)
            elif is_url(argument):
                yield _fetch(argument, limits, allow_local=allow_local)
            else:
                yield from _find_path(argument, limits)
        except InputError as error:
            yield error


def _fetch(url: str, limits: Limits, *, allow_local: bool) -> Raw:
    from counterspy.intake.fetch import fetch  # its libraries cost more to load than most batches need

    return fetch(url, limits, allow_local=allow_local)


def _find_path(argument: str, limits: Limits) -> Iterator[Raw | InputError]:
    location = printable(argument)
    if not argument or "\0" in argument:
        raise UnreadableInput(location, "is no path")
    try:
        is_folder = stat.S_ISDIR(os.stat(argument).st_mode)  # noqa: PTH116 — the path is kept as the user wrote it
    except OSError as error:
        raise _path_error(location, error, is_link=Path(argument).is_symlink()) from None
    if not is_folder:
        yield read_file(argument, limits)
        return
    count = 0
    for found in _walk(argument, set()):
        count += 1
        if isinstance(found, InputError):
            yield found
            continue
        try:
            yield read_file(found, limits)
        except InputError as error:
            yield error
    if not count:
        yield UnreadableInput(location, "holds no document")


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str | InputError]:
    """Give the files of a folder and its folders, by name. A folder that links lead to twice is walked once."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            status = os.stat(place)  # noqa: PTH116 — as above
            if not stat.S_ISDIR(status.st_mode):
                if not _is_passed_over(place):
                    yield place
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            names = sorted(os.listdir(place), reverse=True)  # noqa: PTH208 — as above
        except OSError as error:
            yield _path_error(printable(place), error, is_link=Path(place).is_symlink())
            continue
        waiting += [os.path.join(place, name) for name in names if not name.startswith(".")]  # noqa: PTH118 — as above


def _is_passed_over(path: str) -> bool:
    name = path.lower()
    if os.path.splitext(name)[1] in _NEVER_DOCUMENTS:  # noqa: PTH122 — as above
        return True
    if name.endswith(_LEDGER_SIDES):
        return Path(path[: path.rfind("-")]).exists()
    return _head(path) == _DATABASE


def _head(path: str) -> bytes:
    """Give the first bytes of a regular file, nothing of anything else."""
    try:
        with _open(path) as file:
            return file.read(len(_DATABASE))
    except (OSError, InputError):
        return b""


def read_file(path: str, limits: Limits = _DEFAULT) -> Raw:
    """Read one file; gzip is unpacked, so that a page and its compressed copy are one document.

    Raises:
        UnreadableInput: missing, unreadable, damaged, or no regular file.
        InputTooLarge: larger than `max_bytes`, before or after decompression.
    """
    location = printable(path)
    try:
        with _open(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limits.max_bytes:
                raise _too_large(location, limits, size)
            return _raw(location, _chunks(file), media_type_of(path), limits)
    except OSError as error:
        raise _path_error(location, error, is_link=False) from None


def _open(path: str) -> BinaryIO:
    """Open a regular file without ever waiting for one."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC) if _is_regular(path) else -1
    if descriptor < 0 or not stat.S_ISREG(os.fstat(descriptor).st_mode):
        if descriptor >= 0:
            os.close(descriptor)
        raise UnreadableInput(
            printable(path), "is a pipe, a socket or a device", "give a file, or pipe it into `counterspy read -`"
        )
    return open(descriptor, "rb", buffering=0)  # noqa: PTH123


def _is_regular(path: str) -> bool:
    return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 — opening a device can have effects, so look first


def _read_stream(stream: BinaryIO, limits: Limits) -> Raw:
    try:
        return _raw("-", _chunks(stream), None, limits)
    except OSError:
        raise UnreadableInput("-", "standard input cannot be read") from None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK_BYTES):
        yield chunk


def _raw(location: str, chunks: Iterator[bytes], media_type: str | None, limits: Limits) -> Raw:
    first = next(chunks, b"")
    encoding = "gzip" if first.startswith(GZIP_MAGIC) else "identity"

    def all_chunks() -> Iterator[bytes]:
        yield first
        yield from chunks

    try:
        data = collect(all_chunks(), encoding, limits.max_bytes)
    except Bomb:
        raise bomb_error(location) from None
    except TooMuch:
        raise _too_large(location, limits) from None
    except Damaged:
        raise UnreadableInput(location, "is a damaged gzip file", "get it again") from None
    return Raw(location=location, data=data, media_type=media_type)


def _too_large(location: str, limits: Limits, size: int | None = None) -> InputTooLarge:
    """The error of what is too large; where its size is known, the advice says what is enough."""
    enough = f"allow more with --max-mb {megabytes_for(size)}" if size is not None else "raise --max-mb"
    return InputTooLarge(location, f"is larger than {limits.max_bytes / 2**20:g} MB", f"split it, or {enough}")


def _path_error(location: str, error: OSError, *, is_link: bool) -> UnreadableInput:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = "is a link to nothing" if is_link else "there is no such file or folder"
        return UnreadableInput(location, reason, "check the path")
    if isinstance(error, PermissionError):
        return UnreadableInput(location, "may not be read by you", "change its permissions or ask its owner")
    return UnreadableInput(location, f"cannot be read ({error.strerror or type(error).__name__})", "check the disk")
