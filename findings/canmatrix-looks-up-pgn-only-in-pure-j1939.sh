#!/usr/bin/env bash
# canmatrix 1.2: `frame_by_pgn` raises as soon as it passes a frame with an 11-bit identifier, so that one classic frame in a DBC, as gateways
# have them, hides every J1939 parameter group behind it.
#
# Seen: with the J1939 frame first it is found; with the classic frame first J1939NeedsExtendedIdentifier is raised.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check canmatrix==1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import canmatrix
import canmatrix.formats

head = 'VERSION ""\nNS_ :\nBS_:\nBU_: A\n'
classic = 'BO_ 100 Classic: 8 A\n SG_ X : 0|8@1+ (1,0) [0|1] "" A\n'
truck = 'BO_ 2566844926 CCVS1: 8 A\n SG_ Speed : 8|16@1+ (0.00390625,0) [0|250.996] "km/h" A\n'

def find(text):
    (matrix,) = canmatrix.formats.load(io.BytesIO(text.encode()), 'dbc').values()
    return matrix.frame_by_pgn(0xFEF1).name

print(find(head + truck + classic))
try:
    find(head + classic + truck)
    raise SystemExit('it is found now')
except canmatrix.canmatrix.J1939NeedsExtendedIdentifier as error:
    print(type(error).__name__)
PYTHON
