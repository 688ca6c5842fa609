"""What an extractor hands back: text and the little that the format itself says of it, or a refusal.

Invariant: plain data only, because it crosses from the guarded process into this one.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from counterspy.errors import InputError, InputTooLarge, UnreadableInput
from counterspy.intake.limits import Limits


class Extracted(Struct, frozen=True, kw_only=True, tag=True):
    """Text of one document, before it is cut into blocks.

    Attributes:
        text: Line ends as LF, no NUL.
        extractor: Name and version of what made it, and the encoding where that was guessed.
        title: As the format's own fields state it; None where they do not.
        published: EDTF or None.
        author: Or None.
        publisher: Or None.
    """

    text: str
    extractor: str
    title: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None


def guessed_extractor(name: str, guessed: str | None) -> str:
    """Give the name of what made a text; where its encoding was guessed, with the guess."""
    return name if guessed is None else f"{name} (encoding guessed: {guessed})"


class Attachment(Struct, frozen=True, kw_only=True):
    """One part of an e-mail that is a document of its own."""

    name: str
    media_type: str
    data: bytes
    charset: str | None = None


class Letter(Struct, frozen=True, kw_only=True, tag=True):
    """One e-mail: its own text, None where it holds attachments alone, and its attachments in order."""

    body: Extracted | None
    attachments: tuple[Attachment, ...]


class Refusal(Struct, frozen=True, kw_only=True, tag=True):
    """Why there is no text, in plain words, and what to do next."""

    kind: Literal["unreadable", "too-large"]
    reason: str
    advice: str = ""


class Job(Struct, frozen=True):
    """What the guarded process is asked: the kind of bytes, the bytes, what somebody said of their encoding."""

    kind: Literal["html", "pdf", "mail"]
    data: bytes
    charset: str | None
    limits: Limits


Answer = Extracted | Letter | Refusal
"""What the guarded process answers."""


class Refused(Exception):
    """Carries a refusal out of an extractor, which does not know the location of its input."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.reason)


def unreadable(reason: str, advice: str = "") -> Refused:
    """Make a refusal of bytes that hold no document."""
    return Refused(Refusal(kind="unreadable", reason=reason, advice=advice))


def too_large(reason: str, advice: str = "") -> Refused:
    """Make a refusal of bytes that cost too much."""
    return Refused(Refusal(kind="too-large", reason=reason, advice=advice))


def own_brief() -> Refused:
    """Make a refusal of what this program wrote itself."""
    reason = "is a brief made by Counterspy: reading it would count its own words as another source"
    return unreadable(reason, "give the documents it was made from")


def as_error(refusal: Refusal, location: str) -> InputError:
    """Make the error that names the input."""
    error = InputTooLarge if refusal.kind == "too-large" else UnreadableInput
    return error(location, refusal.reason, refusal.advice)
