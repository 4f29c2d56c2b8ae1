#!/usr/bin/env bash
# pysbf2 1.0.7: what a Septentrio receiver marks as "do not use" (-2e10 for floating point numbers, all bits for whole ones; SBF reference guide,
# "Do-Not-Use value") comes as a figure: without a fix, latitude, height and speed are minus twenty thousand million, and the accuracy
# is 655.35 m. A week time of all bits is shown as a time of day.
#
# A minimum or mean over a drive that begins in a garage has no meaning any more.
#
# Seen for PVTGeodetic without a fix (Error 1): Latitude and Height -20000000000.0, HAccuracy 655.35, TOW=17:02:29.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysbf2==1.0.7
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from pysbf2 import SBFReader, calc_crc

none = -2e10
body = struct.pack('<IHBB3d', 0xFFFFFFFF, 0xFFFF, 0, 1, none, none, none)
body += struct.pack('<5fdf', none, none, none, none, none, none, none)
body += struct.pack('<4BHHIBB4H', 255, 255, 255, 0, 0xFFFF, 0xFFFF, 0, 0, 0, 0xFFFF, 0xFFFF, 0xFFFF, 0)
body += bytes(-(8 + len(body)) % 4)
counted = struct.pack('<HH', 4007 | 2 << 13, 8 + len(body)) + body
crc = calc_crc(counted)
block = SBFReader.parse(b'$@' + (crc if isinstance(crc, bytes) else struct.pack('<H', crc)) + counted)
print(block.identity, block.Error, block.Latitude, block.Height, block.HAccuracy, str(block).split(',')[1])
assert block.Error == 1
assert block.Latitude == block.Height == none and abs(block.HAccuracy - 655.35) < 1e-9
assert 'TOW=17:02:29' in str(block)
PYTHON
