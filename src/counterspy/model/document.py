"""Documents: the bytes as captured, the text they hold, and the blocks the text is cut into.

Invariant: offsets are code points into `Document.text`; blocks lie in order and do not overlap; no block is ever
removed, dropped ones say why.
"""

from __future__ import annotations

from msgspec import Struct


class Block(Struct, frozen=True, kw_only=True):
    """One stretch of a document's text, kept or dropped.

    Attributes:
        start: First code point.
        end: One past the last code point.
        kind: `title`, `heading`, `paragraph` or `list-item` where kept; where dropped one of the vocabulary's
            `drop` codes: `advert`, `navigation`, `disclaimer`, `byline`, `caption`, `repeat`, `ocr-noise`.
        reason: Why it was dropped, in plain words; None where it is kept.
    """

    start: int
    end: int
    kind: str
    reason: str | None = None

    @property
    def is_dropped(self) -> bool:
        """Whether the block is not the document's own content."""
        return self.reason is not None


class Document(Struct, frozen=True, kw_only=True):
    """One document, content-addressed: the same bytes are the same document wherever they were found.

    Attributes:
        id: `document--…`, from the SHA-256 of the bytes.
        sha256: Of the bytes as captured, 64 hexadecimal digits.
        media_type: What the bytes turned out to be, as in `text/html`.
        title: The document's own headline, or None.
        language: BCP 47 primary tag, `und` where it could not be told.
        published: EDTF, or None where the document does not say.
        author: As stated, or None.
        publisher: Site, outlet or sender as stated, or None.
        text: What the bytes say, line ends as LF, no BOM.
        blocks: In order of position.
        extractor: Name and version of what turned bytes into text, and the encoding where that was guessed.
    """

    id: str
    sha256: str
    media_type: str
    title: str | None
    language: str
    published: str | None
    author: str | None
    publisher: str | None
    text: str
    blocks: tuple[Block, ...]
    extractor: str


class Capture(Struct, frozen=True, kw_only=True):
    """That these bytes were found at this place at this time. One document can have many.

    Attributes:
        document: Id of the document.
        location: Path or URL as the user gave it, or the path inside a container.
        at: UTC, ISO 8601.
        tlp: The marking it came under, as in `TLP:GREEN`; None is unmarked, which is never shared.
    """

    document: str
    location: str
    at: str
    tlp: str | None = None


class DocumentRow(Struct, frozen=True, kw_only=True):
    """One document as the register lists it: derived, rebuildable.

    Attributes:
        id: Of the document.
        path: Where it was first found.
        title: Its headline, or None.
        published: EDTF or None.
        language: BCP 47 primary tag.
        publisher: As stated, or None.
        relevant: Whether its latest reading found it to be about espionage and its kin; None where it was not read.
        origin: Id of the group of texts with one source that it belongs to.
        copied_from: Id of the document it copies, or None.
        incidents: Ids.
    """

    id: str
    path: str
    title: str | None
    published: str | None
    language: str
    publisher: str | None
    relevant: bool | None
    origin: str
    copied_from: str | None = None
    incidents: tuple[str, ...] = ()
