"""Decompression that cannot be blown up: it stops at the limit, whatever the input promises."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from counterspy.errors import InputTooLarge

GZIP_MAGIC = b"\x1f\x8b"
BOMB_TIMES = 200
"""How many times its size anything may unpack to. Pages and lists of one kind of line stay below 50."""
_STEP_BYTES = 1 << 24
"""How much is unpacked before it is looked at; what is no larger is never called a bomb."""


class TooMuch(Exception):
    """More came out than was allowed."""


class Bomb(TooMuch):
    """It unpacks to far more than its size, as only what is built to do so does."""


class Damaged(Exception):
    """The compressed bytes are cut short or wrong."""


def bomb_error(location: str) -> InputTooLarge:
    """Make the error that names such an input."""
    reason = f"is too large unpacked: it grows to more than {BOMB_TIMES} times its size, as no document does"
    return InputTooLarge(location, reason, "unpack it yourself and give what you need of it")


def collect(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Put chunks together and decompress them on the way.

    Args:
        chunks: As they arrive.
        encoding: `identity`, `gzip` (members in a row are one) or `deflate`, as HTTP names them (RFC 9110, 8.4.1).
        max_bytes: The most that may come out.

    Raises:
        TooMuch: more came out; `Bomb` where that is far more than went in.
        Damaged: the compressed bytes are wrong or cut short.
    """
    out = bytearray()
    if encoding == "identity":
        for chunk in chunks:
            out += chunk
            if len(out) > max_bytes:
                raise TooMuch
        return bytes(out)
    try:
        _inflate(chunks, encoding, max_bytes, out)
    except zlib.error:
        raise Damaged from None
    return bytes(out)


def _inflate(chunks: Iterable[bytes], encoding: str, max_bytes: int, out: bytearray) -> None:
    stream = None
    is_whole = False
    packed = 0
    for chunk in chunks:
        packed += len(chunk)
        rest = chunk
        while rest:
            if stream is None:
                stream = _stream(encoding, rest)
            _step(stream, rest, packed, max_bytes, out)
            is_whole = stream.eof
            if not is_whole:
                rest = stream.unconsumed_tail
                continue
            rest, stream = stream.unused_data, None
            if encoding != "gzip" or not rest.startswith(GZIP_MAGIC[: len(rest)]):
                return
    if not is_whole:
        raise Damaged


def _step(stream: zlib._Decompress, rest: bytes, packed: int, max_bytes: int, out: bytearray) -> None:
    out += stream.decompress(rest, min(_STEP_BYTES, max_bytes + 1 - len(out)))
    if len(out) > _STEP_BYTES and len(out) > BOMB_TIMES * packed:
        raise Bomb
    if len(out) > max_bytes:
        raise TooMuch


def _stream(encoding: str, start: bytes) -> zlib._Decompress:
    if encoding == "gzip":
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    # `deflate` should have a zlib header; many servers send it bare
    is_wrapped = len(start) > 1 and start[0] & 15 == 8 and (start[0] * 256 + start[1]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS)
