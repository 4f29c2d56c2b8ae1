"""What the readers of this folder have in common: each takes paths of files, one a line, and prints for each a line of JSON
with messages, topics and values as `answer.ts` describes them."""

import json
import math
import sys


class Answer:
    def __init__(self):
        self.messages = 0
        self.topics = {}
        self.values = {}

    def message(self, topic, time_ns=None, size=None):
        self.messages += 1
        known = self.topics.setdefault(topic, {"messages": 0})
        known["messages"] += 1
        if size is not None:
            known["bytes"] = known.get("bytes", 0) + size
        if time_ns is not None:
            known["first"] = min(known.get("first", time_ns), time_ns)
            known["last"] = max(known.get("last", time_ns), time_ns)

    def value(self, key, value):
        """Numbers count under the key, those of lists together, of dictionaries under their names."""
        if isinstance(value, dict):
            for name, each in value.items():
                self.value(f"{key}.{name}", each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                self.value(key, each)
        elif isinstance(value, (bool, int, float)):
            self.number(key, value)

    def number(self, key, value):
        value = float(value)
        if not math.isfinite(value):
            return
        known = self.values.get(key)
        if known is None:
            self.values[key] = {"count": 1, "min": value, "max": value, "sum": value}
            return
        known["count"] += 1
        known["min"] = min(known["min"], value)
        known["max"] = max(known["max"], value)
        known["sum"] += value

    def as_json(self):
        for topic in self.topics.values():
            for name in ("first", "last"):
                if name in topic:
                    topic[name] = str(topic[name])
        return json.dumps({"messages": self.messages, "topics": self.topics, "values": self.values})


def serve(ask):
    """`ask(path, answer)` reads one file."""
    # What a library prints must not stand between the answers.
    out, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        answer = Answer()
        try:
            ask(line.rstrip("\n"), answer)
            text = answer.as_json()
        except Exception as error:  # Its refusal is its answer.
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        out.write(text + "\n")
        out.flush()
