#!/usr/bin/env bash
# python-can 4.6.1: absolute times of an ASC that it wrote itself come back up to a millisecond early.
#
# The line "Begin Triggerblock" holds the time of the first frame to the millisecond, the frames count from the exact time of that first frame; what
# lies beyond the millisecond is in neither, so that every frame of the file is moved by it. Beside a BLF of the same drive the order of frames
# can change.
#
# Seen for frames at .123456 and .500000 s: .123000 and .499544 s; the BLF has .123456 and .500000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

start = 1_700_000_000
frames = [can.Message(timestamp=start + second, arbitration_id=1, data=[1], channel=0) for second in (0.123456, 0.5)]
for name in ('drive.asc', 'drive.blf'):
    with can.Logger(name) as writer:
        for frame in frames:
            writer(frame)
asc = [round(message.timestamp - start, 6) for message in can.ASCReader('drive.asc', relative_timestamp=False)]
blf = [round(message.timestamp - start, 6) for message in can.BLFReader('drive.blf')]
print('asc', asc, 'blf', blf)
assert asc == [0.123, 0.499544] and blf == [0.123456, 0.5], (asc, blf)
PYTHON
