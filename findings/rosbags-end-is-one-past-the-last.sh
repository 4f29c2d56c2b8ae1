#!/usr/bin/env bash
# rosbags 0.11.9: a bag ends one nanosecond after its last message, and lasts one nanosecond longer than its own metadata.yaml says; an empty ROS 1
# bag begins at 2^63 - 1 ns and ends at 0.
#
# `end_time` is an exclusive bound, in ROS 1 and ROS 2 readers alike; "recorded until" taken from it is off by one, and the start of
# an empty bag is in the year 2262.
#
# Seen for messages at 100 to 300 ns: start 100, end 301, duration 201, while metadata.yaml holds 200. Empty: 9223372036854775807, 0, 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rosbags==0.11.9
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from pathlib import Path
from rosbags.rosbag1 import Reader as Reader1, Writer as Writer1
from rosbags.rosbag2 import Reader as Reader2, Writer as Writer2
from rosbags.typesys import Stores, get_typestore

store = get_typestore(Stores.ROS2_HUMBLE)
kind = 'std_msgs/msg/Int8'
with Writer2(Path('bag'), version=9) as writer:
    connection = writer.add_connection('/a', kind, typestore=store)
    for time in (100, 300, 200):
        writer.write(connection, time, store.serialize_cdr(store.types[kind](1), kind))
with Reader2(Path('bag')) as reader:
    bag = (reader.start_time, reader.end_time, reader.duration)
with Writer1(Path('empty.bag')):
    pass
with Reader1(Path('empty.bag')) as reader:
    empty = (reader.start_time, reader.end_time, reader.duration)
print(bag, empty)
assert bag == (100, 301, 201) and empty == (2**63 - 1, 0, 0)
assert 'nanoseconds: 200\n' in Path('bag/metadata.yaml').read_text()
PYTHON
