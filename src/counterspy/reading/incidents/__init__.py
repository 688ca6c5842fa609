"""A page becomes incidents: method, sponsor, actors, accused, targets, sectors, places, dates and outcomes.

Goes in: a page with sentences, entities and dates, and the statements found on it. Comes out: incidents, each value
with the words it rests on, and the judgement whether the page is about espionage at all. It may not touch anything
but the vocabulary.
"""

from counterspy.reading.incidents.finding import find_incidents
from counterspy.reading.incidents.relevance import is_relevant

__all__ = ["find_incidents", "is_relevant"]
