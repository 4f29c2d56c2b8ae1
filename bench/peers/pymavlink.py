"""Reads all messages of an ArduPilot DataFlash log with pymavlink: python pymavlink.py FILE. Prints messages, seconds and
seconds of processor time as JSON."""

import json
import sys
import time

# This file has the same name as the library that it imports.
script_folder = sys.path.pop(0)

from pymavlink import DFReader

started, busy = time.perf_counter(), time.process_time()
log = DFReader.DFReader_binary(sys.argv[1])
messages = 0
while log.recv_msg() is not None:
    messages += 1
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
