#!/usr/bin/env bash
# python-can 4.6.1: a comment written into a Vector ASC with `ASCWriter.log_event` comes back as a CAN frame when its text
# reads like one; every other comment is passed over by `ASCReader` without a word.
#
# The writer puts the text where an event line has its channel, with no mark of its own, so that nothing in the file
# distinguishes an operator's "1 42 Rx d 2 AA BB" from a frame on channel 1.
#
# Seen: of one frame and two comments, the reader gives two frames: 0x001, and 0x042 from the comment.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

with can.ASCWriter('drive.asc') as writer:
    writer(can.Message(timestamp=10.0, arbitration_id=1, data=[1], is_extended_id=False, channel=0))
    writer.log_event('1 42 Rx d 2 AA BB', 10.5)
    writer.log_event('operator pressed the button', 10.6)

frames = [(message.arbitration_id, message.data.hex()) for message in can.ASCReader('drive.asc')]
print(frames)
assert frames == [(0x1, '01'), (0x42, 'aabb')], frames
PYTHON
