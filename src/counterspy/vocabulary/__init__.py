"""Closed lists and lexicons as data files, with one loader.

Goes in: nothing. Comes out: codes with their meaning, tables of names and cues. It may import `model` only, and reads
nothing but its own `data` folder and the data files of the field's own packages.
"""

from counterspy.vocabulary.codes import Code, codes, title_of
from counterspy.vocabulary.load import data_digest, table, toml

__all__ = ["Code", "codes", "data_digest", "table", "title_of", "toml"]
