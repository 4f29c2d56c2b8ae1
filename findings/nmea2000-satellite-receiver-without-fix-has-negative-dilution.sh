#!/usr/bin/env bash
# nmea2000 2026.10.3, by the database of CANboat: the horizontal dilution of precision in PGN 129029 is signed, so that 0xFFFF, which receivers
# without a fix send for "not available" (as in CANboat's own samples/candumpSample1.txt of a Garmin GPS 17x), becomes -0.01. Of a rudder
# (PGN 127245), angles below -π vanish, while those above π are figures.
#
# Seen: hdop -0.01 instead of nothing; position of raw -32000 is None, of raw 32000 3.2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nmea2000==2026.10.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from nmea2000.decoder import NMEA2000Decoder

decoder = NMEA2000Decoder()

def fields(message):
    return {field.id: field.value for field in message.fields}

payload = bytes([43]) + b"\xff" * 43
for index in range(0, 7):
    part = payload[index * 7 : index * 7 + 7].ljust(7, b"\xff")
    message = decoder.decode(f"(1773475200.{index:06d}) can0 0DF80500#{bytes([index]).hex()}{part.hex()}".upper().replace("CAN0", "can0"))
hdop = fields(message)["hdop"]
print("hdop", hdop)
if hdop != -0.01:
    raise SystemExit("not available is nothing now")

def rudder(raw):
    data = bytes([0, 0xFF]) + struct.pack("<hh", 0x7FFF, raw) + b"\xff\xff"
    return fields(decoder.decode(f"(1773475200.000000) can0 09F10D05#{data.hex().upper()}"))["position"]

print("position", rudder(-32000), rudder(32000))
if rudder(-32000) is not None or rudder(32000) is None:
    raise SystemExit("both ends are treated alike now")
PYTHON
