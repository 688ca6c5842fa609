"""How this process and the guarded one talk: each message is its length in eight bytes, then the bytes."""

from __future__ import annotations

import socket
import time

_LENGTH_BYTES = 8
_CHUNK_BYTES = 1 << 20


def write_frame(peer: socket.socket, data: bytes, deadline: float | None = None) -> None:
    """Send one message.

    Args:
        peer: A connected stream socket.
        data: Any bytes.
        deadline: When to give up, on `time.monotonic`'s clock; None waits for ever.

    Raises:
        TimeoutError: the deadline passed.
        OSError: the other side is gone.
    """
    _set_time(peer, deadline)
    peer.sendall(len(data).to_bytes(_LENGTH_BYTES, "big"))
    peer.sendall(data)


def read_frame(peer: socket.socket, deadline: float | None = None) -> bytes | None:
    """Receive one message, None where the other side has closed.

    Raises:
        TimeoutError: the deadline passed.
        OSError: the other side is gone.
    """
    head = _read_exactly(peer, _LENGTH_BYTES, deadline)
    return _read_exactly(peer, int.from_bytes(head, "big"), deadline) if head is not None else None


def _read_exactly(peer: socket.socket, count: int, deadline: float | None) -> bytes | None:
    parts = []
    while count:
        _set_time(peer, deadline)
        part = peer.recv(min(count, _CHUNK_BYTES))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _set_time(peer: socket.socket, deadline: float | None) -> None:
    if deadline is not None:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        peer.settimeout(remaining)
