"""MDF files, read by asammdf: the physical values of measured channels, frames of buses by identifier."""

import logging

import numpy as np
from asammdf import MDF

from answers import serve

logging.disable(logging.CRITICAL)


def event_of(group):
    for channel in group.channels:
        name = channel.name.split(".")[0]
        if name.startswith(("CAN_", "LIN_")):
            return name
    return None


def column(mdf, index, event, name, count, default=0):
    try:
        return mdf.get(f"{event}.{name}", group=index, ignore_invalidation_bits=True).samples
    except Exception:
        return np.full(count, default)


def ask_frames(mdf, index, event, times, answer):
    count = len(times)
    bus = column(mdf, index, event, "BusChannel", count, 1).tolist()
    if event == "CAN_ErrorFrame":
        for time, channel in zip(times, bus):
            answer.message(f"CAN {int(channel)} error frames", time)
        return
    ids = column(mdf, index, event, "ID", count).tolist()
    lengths = column(mdf, index, event, "DataLength", count).tolist()
    extended = column(mdf, index, event, "IDE", count).tolist()
    for at in range(count):
        width = 8 if extended[at] else 3
        name = f"CAN {int(bus[at])} 0x{int(ids[at]) & 0x1FFFFFFF:0{width}X}"
        if event == "LIN_Frame":
            name = f"LIN {int(bus[at])} 0x{int(ids[at]) & 63:02X}"
        answer.message(name, times[at], int(lengths[at]))


def ask_values(mdf, index, group, topic, answer):
    masters = (1,) if mdf.version < "4" else (2, 3)
    for number, channel in enumerate(group.channels):
        if channel.channel_type in masters:
            continue
        samples = mdf.get(group=index, index=number).samples
        if samples.dtype.kind not in "uif":
            # What a rule turns into a text keeps its raw number.
            samples = mdf.get(group=index, index=number, raw=True).samples
        if samples.dtype.kind in "uif" and samples.ndim == 1:
            key = f"{topic} {channel.name}".strip()
            for value in samples.tolist():
                answer.number(key, value)


def ask(path, answer):
    with MDF(path) as mdf:
        start = mdf.header.start_time
        start_ns = round(start.timestamp()) * 1_000_000_000 + start.microsecond * 1000 if mdf.version < "4" else int(mdf.header.abs_time)
        for index, group in enumerate(mdf.groups):
            count = int(group.channel_group.cycles_nr)
            if count == 0 or not group.channels:
                continue
            times = [start_ns + round(seconds * 1e9) for seconds in mdf.get_master(index).tolist()]
            event = event_of(group)
            if event:
                ask_frames(mdf, index, event, times, answer)
                continue
            name = group.channel_group.comment.split("\n")[0] if mdf.version < "4" else group.channel_group.acq_name
            for time in times:
                answer.message(name or "", time)
            ask_values(mdf, index, group, name or "", answer)


serve(ask)
