"""Closed lists and lexicons as data files, with one loader.

Goes in: nothing. Comes out: codes with their meaning, tables of names and cues. It may import `model` only, and reads
nothing but its own `data` folder and the data files of the field's own packages.
"""

from counterspy.vocabulary.codes import Code, codes, title_of
from counterspy.vocabulary.countries import country_name, country_names
from counterspy.vocabulary.lexicon import LexiconEntry, LexiconName, country_of_demonym, lexicon, lexicon_names
from counterspy.vocabulary.load import data_digest, table, toml
from counterspy.vocabulary.reference import vocabulary_reference

__all__ = [
    "Code",
    "LexiconEntry",
    "LexiconName",
    "codes",
    "country_name",
    "country_names",
    "country_of_demonym",
    "data_digest",
    "lexicon",
    "lexicon_names",
    "table",
    "title_of",
    "toml",
    "vocabulary_reference",
]
