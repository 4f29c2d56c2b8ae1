#!/usr/bin/env bash
# dpkt 1.9.8: a pcapng that holds Ethernet and SocketCAN side by side, as gateways of vehicles write it, comes out as one stream of packets with
# one link type, that of the first interface.
#
# The link type belongs to each interface (pcapng draft 4.2), and each packet names its interface (4.3); the reader hands out neither, so
# that a CAN frame is taken for Ethernet.
#
# Seen: datalink() 1 (Ethernet) for a packet of 60 bytes and one of 16 bytes, which is a SocketCAN frame (link type 227).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dpkt==1.9.8
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
import dpkt

def block(kind, body):
    body += bytes(-len(body) % 4)
    return struct.pack('<II', kind, len(body) + 12) + body + struct.pack('<I', len(body) + 12)

def packet(interface, data):
    return block(6, struct.pack('<IIIII', interface, 0, 5, len(data), len(data)) + data)

ethernet = bytes(12) + b'\x08\x00' + bytes(46)
can = struct.pack('>IBBBB', 0x123, 8, 0, 0, 0) + bytes(8)
section = block(0x0A0D0D0A, struct.pack('<IHHq', 0x1A2B3C4D, 1, 0, -1))
interfaces = block(1, struct.pack('<HHI', 1, 0, 65535)) + block(1, struct.pack('<HHI', 227, 0, 65535))
open('mixed.pcapng', 'wb').write(section + interfaces + packet(0, ethernet) + packet(1, can))

with open('mixed.pcapng', 'rb') as file:
    reader = dpkt.pcapng.Reader(file)
    lengths = [len(data) for _, data in reader]
    print('link type', reader.datalink(), 'lengths', lengths)
    assert reader.datalink() == 1 and lengths == [60, 16]
    assert all(len(each) == 2 for each in dpkt.pcapng.Reader(open('mixed.pcapng', 'rb')))
PYTHON
