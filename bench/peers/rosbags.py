"""Reads all messages of a bag with rosbags, undecoded: python rosbags.py FILE. Prints messages and seconds as JSON."""

import json
import pathlib
import sys
import time

# This file has the same name as the library that it imports.
sys.path.pop(0)

path = pathlib.Path(sys.argv[1])
if path.suffix == ".db3":
    from rosbags.rosbag2 import Reader
else:
    from rosbags.rosbag1 import Reader

started = time.perf_counter()
messages = 0
with Reader(path) as reader:
    for _ in reader.messages():
        messages += 1
print(json.dumps({"messages": messages, "seconds": time.perf_counter() - started}))
