#!/usr/bin/env bash
# vblf 0.3.1 cannot read a BLF that python-can 4.6.1 wrote as soon as there is a CAN FD frame in it. The two disagree on the length of that object
# (CAN_FD_MESSAGE, type 100): python-can ends it after the 64 bytes of data, vblf asks for four reserved bytes behind them.
#
# Classic frames of python-can are read, so that a drive ends for vblf at its first FD frame.
#
# Seen: vblf gives the classic frame before, then struct.error for an object of 116 bytes where 120 are asked for; python-can reads both frames.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vblf==0.3.1 python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
import can
from vblf.reader import BlfReader

with can.Logger('drive.blf') as writer:
    writer(can.Message(timestamp=1_700_000_000, arbitration_id=0x123, is_extended_id=False, data=[1, 2, 3], channel=0))
    writer(can.Message(timestamp=1_700_000_001, arbitration_id=0x124, is_extended_id=False, is_fd=True, data=bytes(64), channel=0))
with can.LogReader('drive.blf') as frames:
    assert [frame.arbitration_id for frame in frames] == [0x123, 0x124]
seen = []
try:
    with BlfReader('drive.blf') as objects:
        for each in objects:
            seen.append(each.frame_id)
    raise SystemExit(f'both are read now: {seen}')
except struct.error as error:
    print(seen, error)
assert seen == [0x123]
PYTHON
