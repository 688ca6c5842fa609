"""E-mail to text and attachments, through the standard library. Runs in the guarded process only.

Invariant: headers say who, when and about what; they are never part of the text. The older policy of the library is
used on purpose: its newer header parser raises on hostile headers and takes quadratic time on long ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from counterspy.intake.decode import decode, decode_text
from counterspy.intake.extracted import Attachment, Extracted, Letter, guessed_extractor, too_large
from counterspy.intake.html import extract_html
from counterspy.intake.limits import Limits

EXTRACTOR = "email/1"
_HEADER_CHARS = 2_000
_FURNITURE = frozenset({"image", "audio", "video", "font"})
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/css"}
)


def extract_mail(data: bytes, limits: Limits) -> Letter:
    """Take one message (RFC 5322) apart.

    Returns:
        The plain-text body, else the HTML body, as text; every other named part or message as an attachment.

    Raises:
        Refused: it holds more parts than the limit allows or nests them too deep, or its only body is refused.
    """
    if data.count(b"\n--") > 2 * limits.max_members:  # before the parser spends its time on them
        raise too_large(f"holds more than {limits.max_members:,} parts", "save its attachments and give those")
    try:
        message = BytesParser().parsebytes(data)
    except RecursionError:
        raise too_large("nests its parts too deep", "save its attachments and give those") from None
    bodies: list[Message] = []
    attachments: list[Attachment] = []
    for count, part in enumerate(_leaves(message), start=1):
        if count > limits.max_members:
            raise too_large(f"holds more than {limits.max_members:,} parts", "save its attachments and give those")
        if part.get_content_type() in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
            bodies.append(part)
        elif _is_document(part):
            attachments.append(_attachment(part, count))
    return Letter(body=_body(message, bodies, limits), attachments=tuple(attachments))


def _leaves(message: Message) -> Iterator[Message]:
    """Give the parts that hold content, in order; a message inside a message is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += [inner for inner in part.get_payload() if isinstance(inner, Message)][::-1]
        else:
            yield part


def _is_document(part: Message) -> bool:
    """Tell an attachment from the pictures and signatures that mail programs add to a message."""
    if part.get_content_disposition() == "attachment":
        return part.get_content_type() not in _SIGNATURES
    is_named = part.get_content_type() == "message/rfc822" or part.get_filename() is not None
    return is_named and part.get_content_maintype() not in _FURNITURE and part.get_content_type() not in _SIGNATURES


def _body(message: Message, bodies: list[Message], limits: Limits) -> Extracted | None:
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    read = [text for part in plain if (text := decode(_bytes_of(part), _charset(part))).text.strip()]
    texts = [one.text for one in read]
    guessed = next((one.guessed for one in read if one.guessed), None)
    extractor, title = guessed_extractor(EXTRACTOR, guessed), _header(message, "Subject")
    if not texts:
        pages = [part for part in bodies if part not in plain and _bytes_of(part).strip()]
        found = [extract_html(_bytes_of(part), _charset(part), limits) for part in pages]
        texts = [page.text for page in found]
        if found:
            extractor, title = f"{EXTRACTOR}+{found[0].extractor}", title or found[0].title
    name, address = parseaddr(_header(message, "From") or "")
    if not texts:
        return None
    return Extracted(
        text="\n\n".join(texts),
        extractor=extractor,
        title=title,
        published=_date(message),
        author=name or address or None,
        publisher=address or None,
    )


def _attachment(part: Message, count: int) -> Attachment:
    name = _plain(part.get_filename() or "") or f"part-{count}"
    return Attachment(
        name=name.replace("/", "_")[:200],
        media_type=part.get_content_type(),
        data=_bytes_of(part),
        charset=_charset(part),
    )


def _bytes_of(part: Message) -> bytes:
    if part.is_multipart():
        return b"".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError):
        return None


def _header(message: Message, wanted: str) -> str | None:
    """Read one header as text: encoded words decoded (RFC 2047), raw 8-bit bytes as the encoding they are in."""
    for name, value in message.raw_items():
        if name.lower() == wanted.lower():
            return _plain(str(value)[:_HEADER_CHARS]) or None
    return None


def _plain(value: str) -> str:
    try:
        pieces = decode_header(value.encode("ascii", "surrogateescape").decode("ascii", "surrogateescape"))
    except (HeaderParseError, UnicodeError, ValueError):
        pieces = [(value, None)]
    texts = [_piece(piece, charset) for piece, charset in pieces]
    return "".join(c if c.isprintable() else " " for c in " ".join("".join(texts).split()))


def _piece(piece: bytes | str, charset: str | None) -> str:
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    return decode_text(data.replace(b"\0", b""), charset) if data else ""


def _date(message: Message) -> str | None:
    """Give the day of sending in UTC, None where the header is missing or no date."""
    try:
        sent = parsedate_to_datetime(_header(message, "Date") or "")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    try:
        return (sent.astimezone(UTC) if sent.tzinfo else sent).date().isoformat()
    except OverflowError:
        return None
