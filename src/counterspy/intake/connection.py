"""Connections to checked addresses only, each wait bounded by the deadline of the whole fetch."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from counterspy.intake.address import resolve
from counterspy.intake.limits import Limits


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host, checks what it resolves to, and connects to exactly that.

    The host's name still goes into TLS and the Host header, because httpcore takes those from the URL.
    """

    def __init__(self, limits: Limits, deadline: float, *, allow_local: bool) -> None:
        self._limits = limits
        self._deadline = deadline
        self._allow_local = allow_local
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers.

        Raises:
            NotPublic: the host leads where this machine does not fetch from.
            httpcore.ConnectError: no address, or none that answers.
            httpcore.ConnectTimeout: none answers in time.
        """
        try:
            addresses = resolve(host, port, allow_local=self._allow_local)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("no such host") from None
        failure: Exception = httpcore.ConnectError("no such host")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, timeout=self._remaining(self._limits.connect_s))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline, self._limits.read_s)
        raise failure

    def _remaining(self, most_s: float) -> float:
        return max(0.01, min(most_s, self._deadline - time.monotonic()))


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, so that a server that drips cannot hold us."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, read_s: float) -> None:
        self._stream = stream
        self._deadline = deadline
        self._read_s = read_s

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=self._remaining(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._remaining(httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        remaining = self._remaining(httpcore.ConnectTimeout)
        stream = self._stream.start_tls(ssl_context, server_hostname=server_hostname, timeout=remaining)
        return _TimedStream(stream, self._deadline, self._read_s)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _remaining(self, late: type[Exception]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise late("the deadline passed")
        return min(left, self._read_s)
