#!/usr/bin/env bash
# python-can 4.6.1: a CAN FD frame of a PEAK TRC 2.x has the code of its length (9 to 15) as `dlc`, where the readers of ASC, BLF and candump logs
# give the number of bytes (12 to 64). Its data are whole.
#
# A writer takes the code for a number of bytes and makes a code of it once more: in a BLF, a frame of 64 bytes becomes one of DLC 10, which is
# 16 bytes, with 64 bytes of data.
#
# Seen for 64 and 12 bytes: dlc 15 and 9 from the TRC, 16 and 12 from the BLF made of it, 64 and 12 from a candump log of the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

def line(number, code, size):
    data = ' '.join(f'{byte:02X}' for byte in range(size))
    return f'{number:7} {number * 1000:13.3f} FB 1      0123 Rx -  {code:<4} {data}\n'

with open('fd.trc', 'w') as file:
    file.write(';$FILEVERSION=2.1\n;$STARTTIME=45292.5\n;$COLUMNS=N,O,T,B,I,d,R,L,D\n' + line(1, 15, 64) + line(2, 9, 12))

def sizes(name):
    with can.LogReader(name) as frames:
        return [(frame.dlc, len(frame.data)) for frame in frames]

for name in ('fd.blf', 'fd.log'):
    with can.LogReader('fd.trc') as frames, can.Logger(name) as writer:
        for frame in frames:
            writer(frame)
print(sizes('fd.trc'), sizes('fd.blf'), sizes('fd.log'))
assert sizes('fd.trc') == [(15, 64), (9, 12)]
assert sizes('fd.blf') == [(16, 64), (12, 12)]
assert sizes('fd.log') == [(64, 64), (12, 12)]
PYTHON
