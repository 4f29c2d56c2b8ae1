"""Results of `pyulog` for ULog files: python ask.py NAME=FILE... > expected.json"""

import json
import sys

from pyulog import ULog
from pyulog.px4_events import PX4Events

# Our metric, the message and field it comes from, and the factor between them.
METRICS = [
    ("cpu_percent", "cpuload", "load", 100),
    ("ram_percent", "cpuload", "ram_usage", 100),
    ("battery_voltage", "battery_status", "voltage_v", 1),
    ("vibration", "vehicle_imu_status", "accel_vibration_metric", 1),
    ("gps_satellites", "vehicle_gps_position", "satellites_used", 1),
    ("gps_satellites", "sensor_gps", "satellites_used", 1),
    ("gps_accuracy_m", "vehicle_gps_position", "eph", 1),
    ("gps_accuracy_m", "sensor_gps", "eph", 1),
    ("gps_jamming", "vehicle_gps_position", "jamming_indicator", 1),
    ("gps_jamming", "sensor_gps", "jamming_indicator", 1),
]


def ask(path):
    log = ULog(path)
    topics, metrics, events, last = {}, {}, {}, 0
    names = PX4Events()
    names.set_default_json_definitions_cb(lambda _: None)
    definitions = names._get_event_parser(log)
    for data in log.data_list:
        name = data.name if data.multi_id == 0 else f"{data.name}/{data.multi_id}"
        topics[name] = len(data.data["timestamp"])
        last = max(last, int(max(data.data["timestamp"])))
        for metric, message, field, factor in METRICS:
            if data.name == message and field in data.data:
                values = [float(v) * factor for v in data.data[field]]
                metrics[f"{metric} {name}"] = {"count": len(values), "min": min(values), "max": max(values)}
        if data.name == "event":
            arguments = zip(*(data.data[f"arguments[{i}]"] for i in range(25)))
            for event, levels, given in zip(data.data["id"], data.data["log_levels"], arguments):
                level = min(int(levels) & 15, int(levels) >> 4)
                if level <= 4:
                    named = definitions and definitions.parse(int(event), bytes(given))
                    key = f"px4 event {named.name() if named else int(event) & 0xFFFFFF}"
                    events[key] = events.get(key, 0) + 1
    tagged = [m for lines in log.logged_messages_tagged.values() for m in lines]
    return {
        "messages": sum(topics.values()),
        "topics": topics,
        "last_us": last,
        "dropouts": {"count": len(log.dropouts), "ms": sum(d.duration for d in log.dropouts)},
        "lines": [[m.log_level - 48, m.message] for m in log.logged_messages],
        "tagged_lines": [[m.log_level - 48, m.tag, m.message] for m in tagged],
        "changed_parameters": [[name, value] for _, name, value in log.changed_parameters],
        "software": log.msg_info_dict.get("ver_sw", ""),
        "hardware": log.msg_info_dict.get("ver_hw", ""),
        "multiples": {k: sum(len("".join(map(str, p)) if isinstance(p[0], str) else b"".join(p)) for p in v) for k, v in log.msg_info_multiple_dict.items()},
        "events": events,
        "metrics": metrics,
    }


json.dump({name: ask(path) for name, path in (arg.split("=", 1) for arg in sys.argv[1:])}, sys.stdout, indent=1)
print()
