#!/usr/bin/env bash
# scapy 2.8.0 and dpkt 1.9.8 disagree on when a packet of a pcapng was captured: by 50 years in one direction, by parts of a microsecond in
# the other.
#
# The interface says that its times have nanosecond resolution (`if_tsresol` 9) and count from an offset of 1,600,000,000 s
# (`if_tsoffset`, pcapng draft 4.2). scapy leaves out the offset; dpkt adds it, but as a binary floating-point number, in which the nanoseconds
# are gone.
#
# Seen for a packet at 1600000100.000000123: scapy 100.000000123, dpkt 1600000100.0000002.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check scapy==2.8.0 dpkt==1.9.8
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import logging
logging.getLogger('scapy').setLevel(logging.ERROR)
import struct
import dpkt
from scapy.utils import rdpcap

def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack('<II', kind, len(body) + 12) + body + struct.pack('<I', len(body) + 12)

def option(code, value):
    return struct.pack('<HH', code, len(value)) + value + bytes(-len(value) % 4)

frame = bytes(12) + b'\x08\x00' + bytes(46)
ticks = 100_000_000_123
section = block(0x0A0D0D0A, struct.pack('<IHHq', 0x1A2B3C4D, 1, 0, -1))
options = option(9, b'\x09') + option(14, struct.pack('<q', 1_600_000_000)) + option(0, b'')
interface = block(1, struct.pack('<HHI', 1, 0, 65535) + options)
packet = block(6, struct.pack('<IIIII', 0, ticks >> 32, ticks & 0xFFFFFFFF, len(frame), len(frame)) + frame)
open('offset.pcapng', 'wb').write(section + interface + packet)

by_scapy = str(rdpcap('offset.pcapng')[0].time)
with open('offset.pcapng', 'rb') as file:
    by_dpkt = repr(next(iter(dpkt.pcapng.Reader(file)))[0])
print('scapy', by_scapy, 'dpkt', by_dpkt)
assert by_scapy == '100.000000123', by_scapy
assert by_dpkt == '1600000100.0000002', by_dpkt
PYTHON
