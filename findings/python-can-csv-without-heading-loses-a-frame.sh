#!/usr/bin/env bash
# python-can 4.6.1: `CSVWriter` writes no heading where it appends, not even to a file that it creates; `CSVReader` takes the first line for one
# whatever it is, so that the first frame of such a file is lost without a word.
#
# Public tables of python-can without a heading are written so.
#
# Seen for three frames: three lines, of which two are read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

with can.CSVWriter('bus.csv', append=True) as writer:
    for moment in range(3):
        writer(can.Message(timestamp=1_700_000_000 + moment, arbitration_id=0x100, is_extended_id=False, data=[moment]))
with open('bus.csv') as file:
    lines = file.read().splitlines()
frames = [list(message.data) for message in can.CSVReader('bus.csv')]
print(lines[0], len(lines), frames)
assert lines[0].startswith('1700000000,0x100,') and len(lines) == 3
assert frames == [[1], [2]]
PYTHON
