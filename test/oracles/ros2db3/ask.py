"""What rosbags 0.11 (https://gitlab.com/ternaris/rosbags) says about ROS 2 bags in SQLite:
python ask.py FILE.db3... > expected.json

Per file: messages by topic, first and last time in nanoseconds, and what diagnostics, logs and batteries say; or the
kind of error with which it refuses the file.
"""

import json
import pathlib
import sys

from rosbags.rosbag2 import Reader
from rosbags.typesys import Stores, get_typestore


def decoded(store, connection, raw):
    if connection.msgtype not in TELLING:
        return []
    message = store.deserialize_cdr(raw, connection.msgtype)
    match connection.msgtype:
        case "diagnostic_msgs/msg/DiagnosticArray":
            return [[status.name, int(status.level), status.message] for status in message.status]
        case "rcl_interfaces/msg/Log":
            return [[message.name, int(message.level), message.msg]]
        case _:
            return [["voltage", round(float(message.voltage), 3)]]


TELLING = {"diagnostic_msgs/msg/DiagnosticArray", "rcl_interfaces/msg/Log", "sensor_msgs/msg/BatteryState"}


def ask(path):
    store = get_typestore(Stores.ROS2_HUMBLE)
    counts, times, told = {}, [], []
    try:
        with Reader(path) as reader:
            for connection, time, raw in reader.messages():
                counts[connection.topic] = counts.get(connection.topic, 0) + 1
                times.append(time)
                told.extend(decoded(store, connection, raw))
    except Exception as error:  # The kind of its refusal is the answer.
        return {"error": type(error).__name__}
    span = [str(min(times)), str(max(times))] if times else None
    return {"counts": dict(sorted(counts.items())), "span": span, "told": sorted(map(list, {tuple(t) for t in told}))}


print(json.dumps({pathlib.Path(name).name: ask(pathlib.Path(name)) for name in sys.argv[1:]}, indent=1))
