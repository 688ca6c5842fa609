"""Raw inputs: bytes as they were found, before anybody knows what they are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from msgspec import Struct

_SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
    ".mht": "message/rfc822",
    ".mhtml": "message/rfc822",
    ".mbox": "application/mbox",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
    ".csv": "text/csv",
    ".tsv": "text/csv",
}


class Raw(Struct, frozen=True, kw_only=True):
    """The bytes of one input.

    Attributes:
        location: Path or URL as the user gave it; `path!name` inside a container; `-` for standard input. Printable,
            one line, no password.
        data: At most `Limits.max_bytes`, decompressed.
        media_type: What the extension or the server says it is, as in `text/html`; None where nothing does.
        charset: What the server or the e-mail says of its encoding, or None.
    """

    location: str
    data: bytes
    media_type: str | None = None
    charset: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, 64 hexadecimal digits."""
        return sha256(self.data).hexdigest()


def printable(text: str) -> str:
    """Make a path, URL or name fit for one line: what cannot be printed is shown as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)


def media_type_of(name: str) -> str | None:
    """Tell what a file is called by its extension; `.gz` is looked through. None where the extension says nothing."""
    path = PurePosixPath(name.lower())
    return _SUFFIXES.get((path.with_suffix("") if path.suffix == ".gz" and path.stem else path).suffix)


def is_url(argument: str) -> bool:
    """Tell whether an argument is meant as a URL: a scheme of at least two letters and `//`."""
    scheme, separator, _ = argument.partition("://")
    return bool(separator) and len(scheme) > 1 and scheme.isascii() and scheme.replace("+", "").isalnum()


def printable_url(url: str) -> str:
    """Make a URL fit to print: one line, without user name and password."""
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return printable(f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}")
