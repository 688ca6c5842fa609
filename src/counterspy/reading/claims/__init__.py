"""Finds statements: attributed to somebody, hedged, or carrying a number about espionage.

Goes in: a `Page` with its sentences, entities, dates and quantities. Comes out: `ReadClaim`s in order of position, each
with its quote, speaker, stance and quantity. It reads no file but the vocabulary's `cues` and touches no store.
"""

from counterspy.reading.claims.find import find_claims

__all__ = ["find_claims"]
