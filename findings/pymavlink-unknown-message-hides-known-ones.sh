#!/usr/bin/env bash
# pymavlink 2.4.50: bytes that look like a frame with an unknown message id are taken for one without any check, as the checksum of such a
# message needs a definition: they come as UNKNOWN_96, are not counted as bad data, and hide the sound frames within them.
#
# Seen in a public telemetry log that begins in the middle of a message, and here: a heartbeat is not read if six bytes that begin with 0xFE come before it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pymavlink==2.4.50
cd "$folder"
MAVLINK20=1 "$folder/venv/bin/python" - <<'PYTHON'
import struct
from pymavlink import mavutil
from pymavlink.dialects.v20 import ardupilotmega as mavlink

sender = mavlink.MAVLink(None, srcSystem=1, srcComponent=1)
def frame():
    return mavlink.MAVLink_heartbeat_message(2, 3, 0, 0, 4, 3).pack(sender)

def read(before):
    with open('flight.tlog', 'wb') as log:
        for time, noise in ((1, b''), (2, before), (3, b'')):
            log.write(struct.pack('>Q', time * 1_000_000) + noise + frame())
    connection = mavutil.mavlink_connection('flight.tlog', dialect='ardupilotmega', robust_parsing=True)
    return [message.get_type() for message in iter(connection.recv_msg, None)]

sound = read(b'')
# MAVLink 1: start, length 19, sequence, system, component, id 96; the heartbeat behind it is taken for content and checksum.
hidden = read(bytes([0xfe, 19, 0, 1, 1, 96]))
print(sound, hidden)
assert sound == ['HEARTBEAT'] * 3
assert hidden == ['HEARTBEAT', 'UNKNOWN_96', 'HEARTBEAT']
PYTHON
