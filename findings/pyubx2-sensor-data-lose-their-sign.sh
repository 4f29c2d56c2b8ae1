#!/usr/bin/env bash
# pyubx2 1.4.0: the data of sensors in UBX-ESF-MEAS, numbers of 24 bits with a sign for gyroscopes and accelerometers (u-blox interface description, "ESF Measurement
# Data"), come without their sign.
#
# With the scale of the description, 2^-12 degrees a second, a vehicle that hardly turns to the left turns 4096 degrees a second to the right.
#
# Seen for -16 of the gyroscope about z (type 5): dataField 16777200, which is 4095.996 instead of -0.004 degrees a second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyubx2==1.4.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from pyubx2 import GET, UBXMessage

gyroscope_z = 5
measurement = gyroscope_z << 24 | -16 & 0xFFFFFF
message = UBXMessage('ESF', 'ESF-MEAS', GET, payload=struct.pack('<IHHI', 1000, 1 << 11, 0, measurement))
print(message.dataType_01, message.dataField_01, round(message.dataField_01 * 2**-12, 3))
assert message.dataType_01 == gyroscope_z
assert message.dataField_01 == 2**24 - 16
PYTHON
