"""One input to its documents.

Invariant: the id comes from the bytes alone; every block's span lies inside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256

from msgspec import Struct

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake.blocks import cut_blocks
from counterspy.intake.byline import find_author, find_published, find_title
from counterspy.intake.decode import decode
from counterspy.intake.extracted import Attachment, Extracted, Letter, Refused, as_error, guessed_extractor, own_brief
from counterspy.intake.guard import Guard
from counterspy.intake.json_lines import extract_json_line, split_json_lines
from counterspy.intake.kind import MEDIA_TYPES, Kind, tell_kind
from counterspy.intake.language import tell_language
from counterspy.intake.limits import Limits, megabytes_for
from counterspy.intake.mailbox import split_mailbox
from counterspy.intake.raw import Raw, media_type_of, printable
from counterspy.model import Document, is_edtf, is_of_a_brief, make_id

_DEFAULT = Limits()
_MOST_BYTES = 4
"""The most bytes that one letter takes in any encoding that is read."""
_BLANK_BYTES = b"\xef\xbb\xbf \t\r\n\x0b\x0c"


class Found(Struct, frozen=True, kw_only=True):
    """One document and the bytes it came from; `raw.location` is `path!name` for a part of a larger input."""

    raw: Raw
    document: Document


def read_document(raw: Raw, limits: Limits = _DEFAULT, guard: Guard | None = None) -> Document:
    """Read one input as one document; of an e-mail its own text, of a mailbox the first message.

    Args:
        raw: The bytes and what they are called.
        limits: What it may cost.
        guard: Where foreign formats are parsed; without one a process is started for this input alone (0.1 to 0.4 s).

    Returns:
        The document. For plain text in UTF-8, `text` equals the bytes decoded, less BOM, CRLF as LF.

    Raises:
        UnreadableInput: empty, binary, damaged, encrypted, or of a kind that is not read.
        InputTooLarge: it exceeds a limit.
    """
    for found in read_documents(raw, limits, guard):
        if isinstance(found, InputError):
            raise found
        return found.document
    raise UnreadableInput(raw.location, "holds no document")


def read_documents(raw: Raw, limits: Limits = _DEFAULT, guard: Guard | None = None) -> Iterator[Found | InputError]:
    """Read every document of one input: a page is one, an e-mail one and one more for each attachment, a mailbox many.

    Yields:
        In order: the documents, and for each part that could not be read its error. Never nothing.
    """
    with Guard() if guard is None else nullcontext(guard) as used:
        yield from _read(raw, limits, used, 0)


def _read(raw: Raw, limits: Limits, guard: Guard, depth: int) -> Iterator[Found | InputError]:
    try:
        kind = _kind_of(raw, limits)
        if kind == "mailbox":
            yield from _read_mailbox(raw, limits, guard, depth)
        elif kind == "mail":
            yield from _read_mail(raw, limits, guard, depth)
        elif kind == "json-lines":
            yield from _read_json_lines(raw, limits)
        else:
            yield Found(raw=raw, document=_make_document(raw, kind, _extract(raw, kind, guard, limits), limits))
    except Refused as refused:
        yield as_error(refused.refusal, raw.location)
    except InputError as error:
        yield error


def _kind_of(raw: Raw, limits: Limits) -> Kind:
    if len(raw.data) > limits.max_bytes:
        advice = f"split it, or allow more with --max-mb {megabytes_for(len(raw.data))}"
        raise InputTooLarge(raw.location, f"is larger than {limits.max_bytes / 2**20:g} MB", advice)
    if not raw.data:
        raise UnreadableInput(raw.location, "is empty")
    if not raw.data.strip(_BLANK_BYTES):
        raise UnreadableInput(raw.location, "holds nothing but white space")
    return tell_kind(raw.data, raw.media_type)


def _extract(raw: Raw, kind: Kind, guard: Guard, limits: Limits) -> Extracted:
    if kind == "html" or kind == "pdf":
        extracted = guard.extract(kind, raw, limits)
        assert isinstance(extracted, Extracted)  # noqa: S101 — only mail gives a letter
        return extracted
    least_chars = len(raw.data) // _MOST_BYTES
    if least_chars > limits.max_text_chars and (why := limits.why_too_long(len(raw.data), raw.data.count(b"\n"))):
        raise InputTooLarge(raw.location, *why)
    text, guessed = decode(raw.data, raw.charset)
    if not text.strip():
        raise UnreadableInput(raw.location, "holds nothing but white space")
    return Extracted(text=text, extractor=guessed_extractor("text/1", guessed))


def _read_mail(raw: Raw, limits: Limits, guard: Guard, depth: int) -> Iterator[Found | InputError]:
    letter = guard.extract("mail", raw, limits)
    assert isinstance(letter, Letter)  # noqa: S101 — only mail gives a letter
    if letter.body is not None:
        yield Found(raw=raw, document=_make_document(raw, "mail", letter.body, limits))
    elif not letter.attachments:
        yield UnreadableInput(raw.location, "is an e-mail without text")
    for attachment in letter.attachments:
        part = _part(raw, attachment)
        if depth >= limits.max_member_depth:
            yield InputTooLarge(
                part.location, "lies too deep in messages inside messages", "save it and give it by itself"
            )
        else:
            yield from _read(part, limits, guard, depth + 1)


def _part(raw: Raw, attachment: Attachment) -> Raw:
    stated = None if attachment.media_type == "application/octet-stream" else attachment.media_type
    return Raw(
        location=f"{raw.location}!{printable(attachment.name)}",
        data=attachment.data,
        media_type=media_type_of(attachment.name) or stated,
        charset=attachment.charset,
    )


def _read_mailbox(raw: Raw, limits: Limits, guard: Guard, depth: int) -> Iterator[Found | InputError]:
    for count, message in enumerate(split_mailbox(raw.data), start=1):
        location = f"{raw.location}!{count}"
        if count > limits.max_members:
            yield InputTooLarge(location, f"is beyond the first {limits.max_members:,} messages", "split the mailbox")
            return
        part = Raw(location=location, data=message, media_type="message/rfc822")
        yield from _read(part, limits, guard, depth)


def _read_json_lines(raw: Raw, limits: Limits) -> Iterator[Found | InputError]:
    for number, line in split_json_lines(raw.data):
        part = Raw(location=f"{raw.location}!{number}", data=line, media_type=MEDIA_TYPES["json-lines"])
        try:
            yield Found(raw=part, document=_make_document(part, "json-lines", extract_json_line(line), limits))
        except Refused as refused:
            yield as_error(refused.refusal, part.location)
        except InputError as error:
            yield error


def _make_document(raw: Raw, kind: Kind, extracted: Extracted, limits: Limits) -> Document:
    text = extracted.text
    if is_of_a_brief(text):
        raise own_brief()
    if why := limits.why_too_long(len(text), text.count("\n")):
        raise InputTooLarge(raw.location, *why)
    digest = sha256(raw.data).hexdigest()
    blocks = cut_blocks(text, title=extracted.title)
    stated = extracted.published if extracted.published and is_edtf(extracted.published) else None
    return Document(
        id=make_id("document", digest),
        sha256=digest,
        media_type=MEDIA_TYPES[kind],
        title=extracted.title or find_title(text, blocks),
        language=tell_language(text),
        published=stated or find_published(text, blocks),
        author=extracted.author or find_author(text, blocks),
        publisher=extracted.publisher,
        text=text,
        blocks=blocks,
        extractor=extracted.extractor,
    )
