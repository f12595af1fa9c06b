"""A stand-in for the encoder's process: knows no meaning, and does what the text that it is asked says."""

from __future__ import annotations

import json
import sys
import time

labels: list[str] = []
for line in sys.stdin:
    asked = json.loads(line)
    if "labels" in asked:
        labels = asked["labels"]
        print(json.dumps({"id": asked["id"], "fault": "it is full" if "full" in labels else ""}), flush=True)
        continue
    if asked["text"] == "die":
        sys.exit(3)
    if asked["text"] == "sleep":
        time.sleep(1.5)
    near = [(label, 0.9) for label in labels if label in asked["text"]]
    print(json.dumps({"id": asked["id"], "near": near[: asked["first"]]}), flush=True)
