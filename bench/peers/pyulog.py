"""Reads all messages of a ULog with pyulog: python pyulog.py FILE. Prints messages, seconds and seconds of
processor time as JSON."""

import json
import sys
import time

# This file has the same name as the library that it imports.
sys.path.pop(0)

from pyulog import ULog

started, busy = time.perf_counter(), time.process_time()
log = ULog(sys.argv[1])
messages = sum(len(data.data["timestamp"]) for data in log.data_list)
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
