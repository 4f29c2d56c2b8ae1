#!/usr/bin/env bash
# pymavlink 2.4.50: in a telemetry log in which the clock of the ground computer was set by more than three days, as from 1970 to today, one byte of noise just
# before makes every message after it unreadable: the reader then looks for a time within three days of the last one, to the end of the file.
#
# Nothing is raised; the log seems to end before the vehicle started.
#
# Seen for heartbeats 0 to 2, a byte of noise and heartbeats 10 to 29: 0 to 2 and 13 to 29 with a steady clock, 0 to 2 with one that was set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pymavlink==2.4.50
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from pymavlink import mavutil
from pymavlink.dialects.v20 import common

encoder = common.MAVLink(None, 1, 1)

def heartbeats(first, count, microseconds):
    return b''.join(struct.pack('>Q', microseconds + number * 1_000_000) + encoder.heartbeat_encode(2, 3, 0, first + number, 4).pack(encoder)
                    for number in range(count))

def numbers(start, resumed):
    with open('drive.tlog', 'wb') as file:
        file.write(heartbeats(0, 3, start) + struct.pack('>Q', start + 3_000_000) + b'\0' + heartbeats(10, 20, resumed))
    log = mavutil.mavlogfile('drive.tlog')
    return [message.custom_mode for message in iter(log.recv_msg, None) if message.get_type() == 'HEARTBEAT']

steady, was_set = numbers(10_000_000, 14_000_000), numbers(10_000_000, 1_700_000_000_000_000)
print(steady, was_set)
assert steady == [0, 1, 2, *range(13, 30)]
assert was_set == [0, 1, 2]
PYTHON
