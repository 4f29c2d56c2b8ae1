"""Reads all frames of a CAN trace with python-can: python python-can.py FILE. Prints messages and seconds as JSON."""

import json
import sys
import time

import can

started = time.perf_counter()
messages = sum(1 for _ in can.LogReader(sys.argv[1]))
print(json.dumps({"messages": messages, "seconds": time.perf_counter() - started}))
