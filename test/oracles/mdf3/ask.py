"""Results of asammdf for MDF 2 and 3 files: records by group, first and last time in nanoseconds since 1970, and statistics of the
channels that are numbers. Infinite values and those that are no number do not count.

    python ask.py FILE... > expected.json
"""

import json
import os
import sys

import numpy as np
from asammdf import MDF

TIME = 1


def statistics(mdf, index, group):
    values = {}
    for number, channel in enumerate(group.channels):
        if channel.channel_type == TIME:
            continue
        samples = mdf.get(group=index, index=number).samples
        if samples.dtype.kind not in "uif" or samples.ndim != 1:
            continue
        samples = samples[np.isfinite(samples)].astype(float)
        values[channel.name] = {
            "count": len(samples),
            "min": float(samples.min()),
            "max": float(samples.max()),
            "mean": float(samples.mean()),
        }
    return values


def ask(path):
    mdf = MDF(path)
    said = {"records": {}, "values": {}}
    times = []
    for index, group in enumerate(mdf.groups):
        count = int(group.channel_group.cycles_nr)
        name = group.channel_group.comment
        said["records"][name] = said["records"].get(name, 0) + count
        said["values"].update(statistics(mdf, index, group))
        master = mdf.get_master(index)
        times += [float(master.min()), float(master.max())]
    start = round(mdf.header.start_time.timestamp() * 1e9)
    said["start_ns"] = start + round(min(times) * 1e9)
    said["end_ns"] = start + round(max(times) * 1e9)
    mdf.close()
    return said


if __name__ == "__main__":
    print(json.dumps({os.path.basename(path): ask(path) for path in sys.argv[1:]}, indent=1, sort_keys=True))
