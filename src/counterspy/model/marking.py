"""Markings: TLP 2.0 (FIRST, August 2022), and who looks. Unmarked is never shared: the default is no."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct


class Tlp(IntEnum):
    """The Traffic Light Protocol in order of restriction; AMBER+STRICT ranks above AMBER."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @staticmethod
    def parse(text: str) -> Tlp:
        """Read `TLP:AMBER+STRICT`, `amber+strict`, `GREEN`, ….

        Raises:
            ValueError: it is no TLP 2.0 label.
        """
        word = text.strip().upper().removeprefix("TLP:").replace("+", "_").replace("-", "_")
        if word not in Tlp.__members__:
            raise ValueError(f"not a TLP 2.0 label: {text!r}")
        return Tlp[word]

    def __str__(self) -> str:
        return "TLP:" + self.name.replace("_", "+")


class Viewer(Struct, frozen=True, kw_only=True):
    """Who reads. The owner of a ledger sees everything in it; anybody else only what is marked up to a level.

    Attributes:
        name: Signs what this viewer decides.
        is_owner: Whether this is the ledger's own keeper.
        clearance: The highest marking shown to a viewer who is not the owner.
    """

    name: str
    is_owner: bool = False
    clearance: Tlp = Tlp.CLEAR

    def may_see(self, tlp: str | None) -> bool:
        """Tell whether a thing under this marking may be shown. No marking, not shown."""
        return self.is_owner or (tlp is not None and Tlp.parse(tlp) <= self.clearance)
