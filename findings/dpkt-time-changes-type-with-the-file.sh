#!/usr/bin/env bash
# dpkt 1.9.8: the time of a packet is a float where a classic pcap has microseconds, and a Decimal where it has nanoseconds.
#
# The two cannot be added or subtracted in Python, so a program that was tried on captures of one kind ends with a TypeError at the first file of
# the other kind; only the magic number of the file tells them apart.
#
# Seen: float for 0xa1b2c3d4, Decimal for 0xa1b23c4d, TypeError for their difference.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dpkt==1.9.8
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import decimal
import io
import struct
import dpkt

def first_time(magic, fraction):
    data = struct.pack('<IHHiIII', magic, 2, 4, 0, 0, 65535, 1) + struct.pack('<IIII', 1_700_000_000, fraction, 60, 60) + bytes(60)
    return next(iter(dpkt.pcap.Reader(io.BytesIO(data))))[0]

micro = first_time(0xA1B2C3D4, 123_456)
nano = first_time(0xA1B23C4D, 123_456_789)
print(repr(micro), repr(nano))
assert type(micro) is float and type(nano) is decimal.Decimal
try:
    nano - micro
    raise SystemExit('the difference can be taken now')
except TypeError as error:
    print(error)
PYTHON
