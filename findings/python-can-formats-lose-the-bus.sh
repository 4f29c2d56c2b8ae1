#!/usr/bin/env bash
# python-can 4.6.1: frames of buses that are named by a word, as SocketCAN allows, end up on one bus in most formats.
#
# Where the name ends in a number, BLF and MDF4 take that number; any other name is channel 0, so that "powertrain" and "vcan0" are one
# bus afterwards. TRC does the same one higher; CSV and SQLite keep no channel and no direction at all, nor that a frame was CAN FD.
# Only the candump log keeps the names.
#
# Seen for vcan0, can1, powertrain: .asc/.blf/.mf4 0, 1, 0; .trc 1, 2, 1; .csv/.db none; .log the names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1 asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

names = ['vcan0', 'can1', 'powertrain']
for ending, expected in {
    'asc': [0, 1, 0],
    'blf': [0, 1, 0],
    'mf4': [0, 1, 0],
    'trc': [1, 2, 1],
    'csv': [None, None, None],
    'db': [None, None, None],
    'log': names,
}.items():
    file = f'drive.{ending}'
    writer = can.Logger(file)
    for second, name in enumerate(names):
        writer(can.Message(timestamp=1_700_000_000 + second, arbitration_id=1, data=[1], is_extended_id=False, channel=name))
    writer.stop()
    channels = [message.channel for message in can.LogReader(file)]
    print(ending, channels)
    assert channels == expected, (ending, channels)

# What else the tables lose: a transmitted CAN FD frame comes back as a received classic frame of 64 bytes.
for ending in ('csv', 'db'):
    file = f'fd.{ending}'
    writer = can.Logger(file)
    writer(can.Message(timestamp=1_700_000_000, arbitration_id=1, data=bytes(64), is_fd=True, is_rx=False, channel=1))
    writer.stop()
    (frame,) = can.LogReader(file)
    assert (frame.is_fd, frame.is_rx, frame.dlc, len(frame.data)) == (False, True, 64, 64), frame
PYTHON
