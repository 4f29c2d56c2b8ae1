"""Results of python-can for CAN traces: python ask.py FILE... > expected.json

Per file: how many frames, how many of them are error frames, frames and payload bytes by channel and identifier, the
first and last time, and a digest over time, identifier, kind and payload of every data and remote frame.
"""

import hashlib
import json
import os
import sys

import can
from can.io.trc import TRCReader

readers = {
    ".log": can.CanutilsLogReader,
    ".asc": can.ASCReader,
    ".trc": TRCReader,
    ".blf": can.BLFReader,
    ".csv": can.CSVReader,
    ".db": can.SqliteReader,
}


def ask(path):
    kind = os.path.splitext(path)[1]
    # An ASC is written in the code page of the machine (a German March has an umlaut).
    source = open(path, encoding="latin-1") if kind == ".asc" else path
    options = {"relative_timestamp": False} if kind == ".asc" else {}
    frames, errors, topics, digest = 0, 0, {}, hashlib.sha256()
    first = last = None
    with readers[kind](source, **options) as reader:
        for message in reader:
            frames += 1
            last = message.timestamp
            first = last if first is None else first
            if message.is_error_frame:
                errors += 1
                continue
            width = 8 if message.is_extended_id else 3
            name = f"{message.channel} 0x{message.arbitration_id:0{width}X}"
            topic = topics.setdefault(name, [0, 0])
            topic[0] += 1
            data = b"" if message.is_remote_frame else bytes(message.data)
            topic[1] += len(data)
            kind = ("x" if message.is_extended_id else "s") + ("r" if message.is_remote_frame else "d")
            since = round((message.timestamp - first) * 1e6)
            digest.update(f"{since} {message.arbitration_id:x} {kind} {data.hex()}\n".encode())
    return {
        "frames": frames,
        "error_frames": errors,
        "first": first,
        "last": last,
        "topics": dict(sorted(topics.items())),
        "sha256": digest.hexdigest(),
    }


if __name__ == "__main__":
    answers = {os.path.basename(path): ask(path) for path in sys.argv[1:]}
    json.dump({"reader": f"python-can {can.__version__}", "files": answers}, sys.stdout, indent=1)
    print()
