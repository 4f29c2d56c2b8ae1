"""Reads all frames of a CAN trace with python-can: python python-can.py FILE. Prints messages, seconds and seconds of
processor time as JSON."""

import json
import sys
import time

import can

started, busy = time.perf_counter(), time.process_time()
messages = sum(1 for _ in can.LogReader(sys.argv[1]))
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
