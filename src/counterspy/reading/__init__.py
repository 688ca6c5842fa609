"""A Document becomes a Reading: entities, incidents and claims, each with the exact words it rests on.

Goes in: one document with its blocks. Comes out: one reading. Pure: no clock, no network, no store, no state.
"""

from counterspy.reading.form import reading_form
from counterspy.reading.reader import LANGUAGES_READ, read, stamp

__all__ = ["LANGUAGES_READ", "read", "reading_form", "stamp"]
