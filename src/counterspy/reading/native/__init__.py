"""Reads Chinese (both scripts) and Russian, with the same nouns as English.

Goes in: the text of a document, its sentences, its publication date. Comes out: the page with entities, dates and
quantities, then incidents and claims, each with its spans. It may use the gazetteer, the finder of dates and the
sentences of `reading`, and the data files `zh`, `zh-names`, `ru`, `ru-names`, `han`; names are shown as written.
"""

from counterspy.reading.native.claims import find_native_claims
from counterspy.reading.native.incidents import accused_of, find_native_incidents
from counterspy.reading.native.page import native_page
from counterspy.reading.native.relevance import is_native_relevant, may_be_native_relevant

__all__ = [
    "accused_of",
    "find_native_claims",
    "find_native_incidents",
    "is_native_relevant",
    "may_be_native_relevant",
    "native_page",
]
