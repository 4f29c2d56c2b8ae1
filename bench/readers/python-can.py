"""Reads a CAN trace with python-can and prints how many frames it has and the seconds that took: python-can.py FILE"""

import json
import sys
import time

import can

started = time.perf_counter()
frames = sum(1 for _ in can.LogReader(sys.argv[1]))
print(json.dumps({"frames": frames, "seconds": time.perf_counter() - started, "version": can.__version__}))
