#!/usr/bin/env bash
# python-can 4.6.1: a PEAK TRC file written by it gives back other channel numbers than were recorded, and only a part of the frames.
#
# The writer numbers buses from 1 (channel 0 becomes bus 1), the reader takes that number as the channel. CAN FD, remote and error
# frames are left out with a line in the log; the file itself does not say that anything is missing.
#
# Seen: of five frames on channels 0 and 1 two come back, on channels 1 and 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import logging
import can

logging.disable(logging.CRITICAL)
start = 1_700_000_000
frames = [
    can.Message(timestamp=start, arbitration_id=0x123, data=[1], is_extended_id=False, channel=0),
    can.Message(timestamp=start + 1, arbitration_id=0x124, data=[1], is_extended_id=False, channel=1),
    can.Message(timestamp=start + 2, arbitration_id=0x125, is_fd=True, data=bytes(64), is_extended_id=False, channel=0),
    can.Message(timestamp=start + 3, arbitration_id=0x126, is_remote_frame=True, dlc=4, is_extended_id=False, channel=0),
    can.Message(timestamp=start + 4, is_error_frame=True, is_extended_id=False, channel=1),
]
writer = can.Logger('drive.trc')
for frame in frames:
    writer(frame)
writer.stop()
found = [(message.arbitration_id, message.channel) for message in can.LogReader('drive.trc')]
print(found)
assert found == [(0x123, 1), (0x124, 2)], found
PYTHON
