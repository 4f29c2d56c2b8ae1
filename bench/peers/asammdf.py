"""Reads all frames and measured values of an MDF4 file with asammdf: python asammdf.py FILE. Prints messages, seconds and
seconds of processor time as JSON."""

import json
import sys
import time

# This file has the same name as the library that it imports.
script_folder = sys.path.pop(0)

from asammdf import MDF

started, busy = time.perf_counter(), time.process_time()
messages = 0
with MDF(sys.argv[1]) as mdf:
    for index, group in enumerate(mdf.groups):
        if group.channel_group.cycles_nr == 0 or not group.channels:
            continue
        bus = any(channel.name.split(".")[0] in ("CAN_DataFrame", "LIN_Frame") for channel in group.channels)
        for number, channel in enumerate(group.channels):
            # The structure of a bus event has all its channels; an ordinary channel is read separately.
            if bus and channel.name not in ("CAN_DataFrame", "LIN_Frame"):
                continue
            mdf.get(group=index, index=number)
        messages += group.channel_group.cycles_nr
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": int(messages), "seconds": seconds, "cpu_seconds": cpu_seconds}))
