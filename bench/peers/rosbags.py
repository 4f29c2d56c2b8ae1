"""Reads all messages of a bag with rosbags, undecoded: python rosbags.py FILE. Prints messages, seconds and seconds of
processor time as JSON."""

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

started, busy = time.perf_counter(), time.process_time()
messages = 0
with Reader(path) as reader:
    for _ in reader.messages():
        messages += 1
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
