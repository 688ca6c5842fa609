"""Decompression that cannot be blown up: it stops at the limit, whatever the input promises."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

GZIP_MAGIC = b"\x1f\x8b"


class TooMuch(Exception):
    """More came out than was allowed."""


class Damaged(Exception):
    """The compressed bytes are cut short or wrong."""


def collect(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Put chunks together and decompress them on the way.

    Args:
        chunks: As they arrive.
        encoding: `identity`, `gzip` (members in a row are one) or `deflate`, as HTTP names them (RFC 9110, 8.4.1).
        max_bytes: The most that may come out.

    Raises:
        TooMuch: more came out.
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
    for chunk in chunks:
        rest = chunk
        while rest:
            if stream is None:
                stream = _stream(encoding, rest)
            out += stream.decompress(rest, max_bytes + 1 - len(out))
            if len(out) > max_bytes:
                raise TooMuch
            is_whole = stream.eof
            if not is_whole:
                break  # less than the limit came out, so all of the chunk is used up
            rest, stream = stream.unused_data, None
            if encoding != "gzip" or not rest.startswith(GZIP_MAGIC[: len(rest)]):
                return
    if not is_whole:
        raise Damaged


def _stream(encoding: str, start: bytes) -> zlib._Decompress:
    if encoding == "gzip":
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    # `deflate` should have a zlib header; many servers send it bare
    is_wrapped = len(start) > 1 and start[0] & 15 == 8 and (start[0] * 256 + start[1]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS)
