#!/usr/bin/env bash
# A database that cantools 45.1.0 writes as SYM (PEAK, version 6.0) is read by canmatrix 1.2 without an error, but each frame has a length of 0 and no signal.
#
# canmatrix looks for "DLC=" and for signals within the frame; cantools writes "Len=" and a list of signals for all frames.
#
# Seen for a frame of 8 bytes with one signal: 8 and Voltage in cantools itself, 0 and nothing in canmatrix.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cantools==45.1.0 canmatrix==1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import cantools
import canmatrix.formats

database = cantools.database.load_string('''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 100 Battery: 8 A
 SG_ Voltage : 0|16@1+ (0.01,0) [0|0] "V" A
''', 'dbc')
with open('drive.sym', 'w') as file:
    file.write(database.as_sym_string())
again = cantools.database.load_file('drive.sym').get_message_by_name('Battery')
(matrix,) = canmatrix.formats.loadp('drive.sym').values()
frame = matrix.frame_by_name('Battery')
print(again.length, [signal.name for signal in again.signals], frame.size, frame.signals)
assert (again.length, [signal.name for signal in again.signals]) == (8, ['Voltage'])
assert (frame.arbitration_id.id, frame.size, frame.signals) == (100, 0, [])
PYTHON
