"""What a document names: every mention of a person, body, place, law, thing, and which mentions are one.

Goes in: the text and its sentences. Comes out: entities with mentions that do not overlap, in order, each with the
name of the rule that saw it. Everything works on the flattened text (`flat`); rules propose, `found.settle` chooses.
"""

from counterspy.reading.entities.finder import find_entities

__all__ = ["find_entities"]
