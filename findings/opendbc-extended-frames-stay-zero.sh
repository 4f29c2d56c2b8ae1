#!/usr/bin/env bash
# opendbc 0.3.1: a message with an identifier of 29 bits, which a DBC marks by bit 31 of its number, never arrives: the parser compares that number with the identifier of the
# frame. Its signals are there all the same and are 0.0, as every signal is before its first frame; only the time beside them, 0, tells.
#
# Floating point signals (SIG_VALTYPE_) are whole numbers to it.
#
# Seen for an engine speed of 100 in a frame 0x18FEF100, and a pressure of 1.5 in a frame 0x65: 0.0 at time 0; 1069547520.0 at time 1000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check opendbc==0.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from opendbc.can.parser import CANParser

with open('drive.dbc', 'w') as file:
    file.write('''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 2566844672 Engine: 8 A
 SG_ Speed : 0|16@1+ (1,0) [0|65535] "rpm" A

BO_ 101 Air: 8 A
 SG_ Pressure : 0|32@1- (1,0) [0|0] "bar" A

SIG_VALTYPE_ 101 Pressure : 1;
''')
assert 2566844672 == 0x18FEF100 | 1 << 31
parser = CANParser('drive.dbc', [('Engine', 10), ('Air', 10)], 0)
updated = parser.update([(1000, [(0x18FEF100, struct.pack('<Hxxxxxx', 100), 0), (0x65, struct.pack('<fxxxx', 1.5), 0)])])
seen = {name: (parser.vl[message][name], parser.ts_nanos[message][name]) for message, name in (('Engine', 'Speed'), ('Air', 'Pressure'))}
print(updated, seen)
assert updated == {0x65}
assert seen == {'Speed': (0.0, 0), 'Pressure': (1069547520.0, 1000)}
PYTHON
