"""Results of rosbags 0.11 (https://gitlab.com/ternaris/rosbags) for ROS bags, of ROS 1 and 2.

Per file: messages by topic, first and last time in nanoseconds, and what diagnostics, logs and batteries say; or the
kind of error with which it refuses the file.
"""

import json
import pathlib
import sys


def reported(message, kind):
    match kind:
        case "diagnostic_msgs/msg/DiagnosticArray":
            return [[status.name, int(status.level), status.message] for status in message.status]
        case "rosgraph_msgs/msg/Log" | "rcl_interfaces/msg/Log":
            return [[message.name, int(message.level), message.msg]]
        case "sensor_msgs/msg/BatteryState":
            return [["voltage", round(float(message.voltage), 3)]]


REPORTING = {
    "diagnostic_msgs/msg/DiagnosticArray",
    "rosgraph_msgs/msg/Log",
    "rcl_interfaces/msg/Log",
    "sensor_msgs/msg/BatteryState",
}


def ask(path, reader_class, decoder_of):
    """`decoder_of(reader)` returns a function that decodes the bytes of a message of a type."""
    counts, times, lines = {}, [], []
    try:
        with reader_class(path) as reader:
            decode = decoder_of(reader)
            for connection, time, raw in reader.messages():
                counts[connection.topic] = counts.get(connection.topic, 0) + 1
                times.append(time)
                if connection.msgtype in REPORTING:
                    lines.extend(reported(decode(raw, connection.msgtype), connection.msgtype))
    except Exception as error:  # The kind of its refusal is the answer.
        return {"error": type(error).__name__}
    span = [str(min(times)), str(max(times))] if times else None
    return {"counts": dict(sorted(counts.items())), "span": span, "reported": sorted(map(list, {tuple(line) for line in lines}))}


def main(reader_class, decoder_of):
    paths = map(pathlib.Path, sys.argv[1:])
    print(json.dumps({path.name: ask(path, reader_class, decoder_of) for path in paths}, indent=1))
