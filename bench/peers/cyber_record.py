"""Reads all messages of an Apollo Cyber record with cyber_record: python cyber_record.py FILE. Prints messages, seconds and
seconds of processor time as JSON."""

import json
import sys
import time

# This file has the same name as the library that it imports.
script_folder = sys.path.pop(0)

from cyber_record.record import Record

started, busy = time.perf_counter(), time.process_time()
messages = 0
with Record(sys.argv[1]) as record:
    for _ in record.read_messages():
        messages += 1
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
