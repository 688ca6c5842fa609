"""A Reading: everything one reader found in one document, in the shape that `read --json --dry-run` prints.

Invariant: every span lies inside the text, and `text[start:end]` is what the span stands for. Ids (`e1`, `i1`) hold
inside this reading only.
"""

from __future__ import annotations

from msgspec import Struct

from counterspy.model.claim import Quantity


class Span(Struct, frozen=True, order=True):
    """Code points `[start, end)` of the document's text; `0 <= start < end`."""

    start: int
    end: int


class Mention(Struct, frozen=True, kw_only=True):
    """One place where an entity is named. `rule` is the name of the rule that saw it."""

    start: int
    end: int
    rule: str = ""


class Fact(Struct, frozen=True, kw_only=True):
    """What the narrator plainly states of an entity, as `founded` `1983`; `object` is an entity id where it is one."""

    predicate: str
    value: str
    start: int
    end: int
    object: str | None = None


class ReadEntity(Struct, frozen=True, kw_only=True):
    """One entity of the document.

    Attributes:
        id: `e1`, `e2`, … in order of first mention.
        kind: Code of the vocabulary's `entity-kind` list.
        name: Its fullest or canonical name.
        mentions: In order of position, not overlapping with each other or with those of other entities.
        country: ISO 3166 alpha-2 the lexicon or the text ties it to; None unknown.
        aliases: Other names stated here or known to the lexicon.
        facts: In order of position.
    """

    id: str
    kind: str
    name: str
    mentions: tuple[Mention, ...]
    country: str | None = None
    aliases: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class ReadOutcome(Struct, frozen=True, kw_only=True):
    """A status the document states: of one person and charge where `who` is given.

    Attributes:
        kind: Code of the vocabulary's `outcome` list.
        who: Entity id; None where nobody is named.
        when: EDTF or None.
        start: Of the words that state it.
        end: Of the words that state it.
        charge: What the status is about, verbatim, where the text ties it to one count.
    """

    kind: str
    who: str | None
    when: str | None
    start: int
    end: int
    charge: str | None = None


class Basis(Struct, frozen=True, kw_only=True):
    """The words that one value of one incident field rests on. `field` is a field name of `ReadIncident`."""

    field: str
    value: str
    start: int
    end: int


class ReadIncident(Struct, frozen=True, kw_only=True):
    """One incident of the document. Slots are codes of the vocabulary or entity ids; empty is unknown.

    Attributes:
        id: `i1`, `i2`, …
        title: One line, made of the document's words.
        realis: `actual`, `attempted` or `planned`.
        basis: For every value of every slot at least one span; nothing is claimed without it.
    """

    id: str
    title: str
    methods: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    outcomes: tuple[ReadOutcome, ...] = ()
    evidence: tuple[Span, ...] = ()
    realis: str = "actual"
    basis: tuple[Basis, ...] = ()


class ReadClaim(Struct, frozen=True, kw_only=True):
    """One attributed, hedged or quantified statement: `quote == text[start:end]`; `subject` an id of this reading."""

    start: int
    end: int
    quote: str
    subject: str | None
    predicate: str
    speaker: str | None
    speaker_kind: str
    stance: str
    when: str | None = None
    quantity: Quantity | None = None
    score: float = 1.0
    speaker_start: int | None = None
    speaker_end: int | None = None


class Drop(Struct, frozen=True, kw_only=True):
    """A dropped block and its kind."""

    kind: str
    start: int
    end: int


class ReaderStamp(Struct, frozen=True, kw_only=True):
    """Which reader this was: name, version, and a digest of the lexicon it read with."""

    name: str
    version: str
    lexicon: str

    def __str__(self) -> str:
        return f"{self.name}/{self.version}+{self.lexicon}"


class Reading(Struct, frozen=True, kw_only=True):
    """What one reader found in one document. `document` is the document's id.

    Attributes:
        relevant: Whether the document reports on or discusses espionage and its kin.
        unread: Why nothing was read (language, gate), or None.
        is_second: Whether it is kept for comparison only; the register is made of the others.
    """

    document: str
    relevant: bool
    dropped: tuple[Drop, ...]
    entities: tuple[ReadEntity, ...]
    incidents: tuple[ReadIncident, ...]
    claims: tuple[ReadClaim, ...]
    reader: ReaderStamp
    unread: str | None = None
    is_second: bool = False
