#!/usr/bin/env bash
# A pcapng may hold Simple Packet Blocks, which have no time (pcapng draft 4.4). scapy 2.8.0 gives such a packet the moment at which the
# file is read; dpkt 1.9.8 passes it over without a word.
#
# So the same capture has a packet of today, on another day a packet of that day, or none.
#
# Seen: scapy's time lies within a minute of the clock; dpkt counts 0 packets of 1.
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
import time
import dpkt
from scapy.utils import rdpcap

def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack('<II', kind, len(body) + 12) + body + struct.pack('<I', len(body) + 12)

frame = bytes(12) + b'\x08\x00' + bytes(46)
section = block(0x0A0D0D0A, struct.pack('<IHHq', 0x1A2B3C4D, 1, 0, -1))
interface = block(1, struct.pack('<HHI', 1, 0, 65535))
open('simple.pcapng', 'wb').write(section + interface + block(3, struct.pack('<I', len(frame)) + frame))

(packet,) = rdpcap('simple.pcapng')
age = abs(time.time() - float(packet.time))
with open('simple.pcapng', 'rb') as file:
    count = len(list(dpkt.pcapng.Reader(file)))
print('scapy: read just now' if age < 60 else f'scapy: {packet.time}', '| dpkt packets:', count)
assert age < 60 and count == 0
PYTHON
