"""URLs to raw inputs.

Invariants: the address that is connected to is the one that was checked, at every redirect; nothing from the
environment (proxies, credentials) is used; every wait ends at one deadline; decoded bytes are counted as they come.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from email.message import Message
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
import httpcore

from counterspy import __version__
from counterspy.errors import AddressRefused, InputTooLarge, UnreadableInput
from counterspy.intake.address import NotPublic
from counterspy.intake.connection import CheckedBackend
from counterspy.intake.limits import Limits
from counterspy.intake.raw import Raw, media_type_of, printable, printable_url
from counterspy.intake.unpack import Bomb, Damaged, TooMuch, bomb_error, collect

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = {"": "identity", "identity": "identity", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_HEADERS: dict[str | bytes, str | bytes] = {
    "User-Agent": f"counterspy/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, message/rfc822;q=0.8, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_URL_CHARS = 4_000
_LOCAL_ADVICE = "use --allow-local if you trust it"


def fetch(url: str, limits: Limits, *, allow_local: bool = False) -> Raw:
    """Fetch one URL.

    Args:
        url: http or https, without user name and password.
        limits: `max_bytes` after decompression, `max_redirects`, and the three time limits.
        allow_local: Whether the local network may be fetched from.

    Raises:
        AddressRefused: another scheme, credentials in it, or it leads into the local network.
        UnreadableInput: dead, refused by the server, redirected in a circle, damaged on the way.
        InputTooLarge: too much or too slow.
    """
    location = printable_url(url)
    deadline = time.monotonic() + limits.fetch_s
    backend = CheckedBackend(limits, deadline, allow_local=allow_local)
    try:
        with httpcore.ConnectionPool(
            ssl_context=_trust(), network_backend=backend, max_keepalive_connections=0
        ) as pool:
            return _follow(pool, url, location, limits)
    except NotPublic as refused:
        advice = "" if "never" in str(refused) else _LOCAL_ADVICE
        raise AddressRefused(location, str(refused), advice) from None
    except httpcore.ConnectTimeout:
        raise UnreadableInput(location, "the server does not answer", "try again later") from None
    except httpcore.TimeoutException:
        raise InputTooLarge(
            location, "the server is too slow", "try again later, or save the page and give the file"
        ) from None
    except httpcore.ConnectError as error:
        raise UnreadableInput(location, _why_dead(error), "check the address and your connection") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise UnreadableInput(
            location, "the connection broke, or the server does not speak HTTP", "try again later"
        ) from None


def _follow(pool: httpcore.ConnectionPool, url: str, location: str, limits: Limits) -> Raw:
    seen = set()
    for _ in range(limits.max_redirects + 1):
        parts = _checked(url, location)
        if url in seen:
            raise UnreadableInput(location, "redirects in a circle", "check the address in a browser")
        seen.add(url)
        with pool.stream("GET", _target(parts), headers=_HEADERS) as response:
            headers = _fields(response.headers)
            if response.status in _REDIRECTS and headers["location"]:
                url = urljoin(url, str(headers["location"]))
                continue
            return _take(response.status, headers, response.iter_stream(), location, parts.path, limits)
    raise UnreadableInput(
        location, f"redirects more than {limits.max_redirects} times", "check the address in a browser"
    )


def _take(status: int, headers: Message, chunks: Iterable[bytes], location: str, path: str, limits: Limits) -> Raw:
    if status != HTTPStatus.OK:
        phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "an unknown status"
        advice = (
            "try again later"
            if status >= 500 or status == 429
            else "check the address, or save the page and give the file"
        )
        raise UnreadableInput(location, f"the server answers {status} {phrase}", advice)
    encoding = _ENCODINGS.get(str(headers.get("content-encoding", "")).strip().lower())
    if encoding is None:
        raise UnreadableInput(location, "is sent in a compression nobody asked for", "save the page and give the file")
    try:
        data = collect(chunks, encoding, limits.max_bytes)
    except Bomb:
        raise bomb_error(location) from None
    except TooMuch:
        raise InputTooLarge(
            location, f"is larger than {limits.max_bytes / 2**20:g} MB", "raise --max-mb, or give a part"
        ) from None
    except Damaged:
        raise UnreadableInput(location, "arrived damaged", "try again later") from None
    stated = headers.get_content_type() if headers["content-type"] else None
    generic = stated in {None, "application/octet-stream", "binary/octet-stream", "text/plain"}
    return Raw(
        location=location,
        data=data,
        media_type=(media_type_of(path) or stated) if generic else stated,
        charset=headers.get_content_charset(),
    )


def _checked(url: str, location: str) -> SplitResult:
    if len(url) > _URL_CHARS:
        raise AddressRefused(location[:100] + "…", f"is longer than {_URL_CHARS:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(location, "is not a URL", "check the address") from None
    if parts.scheme not in {"http", "https"}:
        raise AddressRefused(
            location,
            f"only http and https are fetched, not {printable(parts.scheme)[:20]}",
            "save it and give the file",
        )
    if not parts.hostname or port == 0 or "%" in parts.netloc:
        raise AddressRefused(location, "names no server", "check the address")
    if "@" in parts.netloc:
        raise AddressRefused(
            location, "has a user name or password in it", "leave it out, or save the page and give the file"
        )
    return parts


def _target(parts: SplitResult) -> httpcore.URL:
    host = parts.hostname or ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return httpcore.URL(
        scheme=parts.scheme.encode(),
        host=(host if host.isascii() else host.encode("idna").decode("ascii")).encode(),
        port=parts.port,
        target=(path + query).encode("ascii"),
    )


def _fields(headers: Iterable[tuple[bytes, bytes]]) -> Message:
    """Put header fields where media types and charsets can be asked for."""
    message = Message()
    for name, value in headers:
        message[name.decode("latin-1")] = value.decode("latin-1")
    return message


def _trust() -> ssl.SSLContext:
    """Trust what the system trusts, and where it trusts nobody (a bare container) what Mozilla trusts."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _why_dead(error: httpcore.ConnectError) -> str:
    words = str(error)
    if "CERTIFICATE" in words or "certificate" in words:
        return "the server's certificate is not trusted"
    if "SSL" in words or "TLS" in words:
        return "the server does not speak TLS as it should"
    return "there is no such server" if "no such host" in words else "the server does not take connections"
