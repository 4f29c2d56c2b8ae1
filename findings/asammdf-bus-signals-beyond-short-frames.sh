#!/usr/bin/env bash
# asammdf 8.8.28: `extract_bus_logging` gives a signal a value in frames that are too short to have it: the buffer behind the data that were received, here
# zeros, is decoded as if it were data. The length of each frame is in the file (DataLength).
#
# A counter or a temperature thus falls to zero, or to its offset, in every short frame.
#
# Seen for frames of 8, 1 and 0 bytes: First (byte 0) 1, 9, 0; Last (byte 7) 8, 0, 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28 python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can
from asammdf import MDF

with open('bus.dbc', 'w') as file:
    file.write('''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 100 M: 8 A
 SG_ First : 0|8@1+ (1,0) [0|0] "" A
 SG_ Last : 56|8@1+ (1,0) [0|0] "" A
''')
with can.Logger('bus.mf4') as writer:
    for moment, data in enumerate(([1, 2, 3, 4, 5, 6, 7, 8], [9], [])):
        writer(can.Message(timestamp=1_700_000_000 + moment, arbitration_id=100, is_extended_id=False, data=data, channel=0))
with MDF('bus.mf4') as recorded:
    lengths = recorded.get('CAN_DataFrame.DataLength').samples.tolist()
    extracted = recorded.extract_bus_logging({'CAN': [('bus.dbc', 0)]})
signals = {name: extracted.get(name).samples.tolist() for name in ('First', 'Last')}
print(lengths, signals)
assert lengths == [8, 1, 0]
assert signals == {'First': [1, 9, 0], 'Last': [8, 0, 0]}
PYTHON
