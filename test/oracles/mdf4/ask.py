"""Results of asammdf for MDF4 files: frames by bus and identifier with the CRC-32 of all their data bytes in order, records of
other groups, first and last time in nanoseconds since 1970, and statistics of measured channels.

    python ask.py FILE... > expected.json
"""

import json
import os
import re
import sys
import zlib

import numpy as np
from asammdf import MDF

EVENT = re.compile(r"^(?:.*\.)?((?:CAN|LIN)_[A-Za-z]+)(?:\.(\w+))?$")


def event_of(group):
    for channel in group.channels:
        match = EVENT.match(channel.name)
        if match:
            return match.group(1)
    return None


def column(mdf, index, event, name, count, default=0):
    try:
        return mdf.get(f"{event}.{name}", group=index, ignore_invalidation_bits=True).samples
    except Exception:
        return np.full(count, default)


def topic_names(mdf, index, event, count):
    kind = event[:3]
    bus = column(mdf, index, event, "BusChannel", count, 1)
    ids = column(mdf, index, event, "ID", count)
    if kind == "LIN":
        return [f"LIN {b} 0x{i & 63:02X}" for b, i in zip(bus.tolist(), ids.tolist())]
    extended = column(mdf, index, event, "IDE", count)
    return [
        f"CAN {int(b)} 0x{i & 0x1FFFFFFF:0{8 if e else 3}X}"
        for b, i, e in zip(bus.tolist(), ids.tolist(), extended.tolist())
    ]


def frames(mdf, index, event, count, into):
    names = topic_names(mdf, index, event, count)
    lengths = column(mdf, index, event, "DataLength", count)
    data = column(mdf, index, event, "DataBytes", count) if event == "CAN_DataFrame" else None
    for at, name in enumerate(names):
        topic = into.setdefault(name, {"count": 0, "crc": 0})
        topic["count"] += 1
        if data is not None:
            topic["crc"] = zlib.crc32(bytes(data[at].tolist()[: int(lengths[at])]), topic["crc"])


def statistics(mdf, index, group):
    values = {}
    for channel in group.channels:
        if channel.channel_type in (2, 3):
            continue
        samples = mdf.get(channel.name, group=index).samples
        if samples.dtype.kind in "uif" and samples.ndim == 1:
            values[channel.name] = {
                "min": float(samples.min()),
                "max": float(samples.max()),
                "mean": float(samples.mean()),
            }
    return values


def ask(path):
    mdf = MDF(path)
    said = {"topics": {}, "events": {}, "records": {}, "values": {}}
    times = []
    for index, group in enumerate(mdf.groups):
        count = int(group.channel_group.cycles_nr)
        if count == 0 or not group.channels:
            continue
        event = event_of(group)
        master = mdf.get_master(index)
        if len(master) == count:
            times += [float(master.min()), float(master.max())]
        if event in ("CAN_DataFrame", "CAN_RemoteFrame", "LIN_Frame"):
            frames(mdf, index, event, count, said["topics"])
        elif event:
            said["events"][event] = said["events"].get(event, 0) + count
        else:
            name = group.channel_group.acq_name or ""
            said["records"][name] = said["records"].get(name, 0) + count
            said["values"].update(statistics(mdf, index, group))
    if times:
        start = int(mdf.header.abs_time)
        said["start_ns"] = start + round(min(times) * 1e9)
        said["end_ns"] = start + round(max(times) * 1e9)
    mdf.close()
    return said


if __name__ == "__main__":
    print(json.dumps({os.path.basename(path): ask(path) for path in sys.argv[1:]}, indent=1, sort_keys=True))
