#!/usr/bin/env bash
# python-can 4.6.1: an ASC file that says "timestamps absolute" in its header holds times relative to the line "Begin
# Triggerblock", and a frame older than the first one is written with its whole Unix time instead.
#
# So one line of a file can stand 54 years behind its neighbours: three frames at 10 s, 9 s and 11 s of the same minute are
# read back as 0 s, 1,700,000,009 s and 1 s.
#
# Seen: header "base hex  timestamps absolute", times 0.0, 1700000009.0, 1.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

start = 1_700_000_000
with can.ASCWriter('drive.asc') as writer:
    for second in (10, 9, 11):
        writer(can.Message(timestamp=start + second, arbitration_id=1, data=[1], is_extended_id=False, channel=0))

assert 'timestamps absolute' in open('drive.asc').read()
times = [message.timestamp for message in can.ASCReader('drive.asc')]
print(times)
assert times == [0.0, start + 9.0, 1.0], times
PYTHON
