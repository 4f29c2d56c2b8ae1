"""Reads all messages of a ULog with pyulog: python pyulog.py FILE. Prints messages and seconds as JSON."""

import json
import sys
import time

# This file has the same name as the library that it imports.
sys.path.pop(0)

from pyulog import ULog

started = time.perf_counter()
log = ULog(sys.argv[1])
messages = sum(len(data.data["timestamp"]) for data in log.data_list)
print(json.dumps({"messages": messages, "seconds": time.perf_counter() - started}))
