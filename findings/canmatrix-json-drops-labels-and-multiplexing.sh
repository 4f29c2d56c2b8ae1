#!/usr/bin/env bash
# canmatrix 1.2: a database written as JSON has no names of values, no units and no multiplexing, unless the option `jsonExportAll` is set; nothing says so. A
# multiplexed signal becomes one that is in every frame.
#
# Read back by canmatrix, the same bytes then have figures that were not sent.
#
# Seen for a frame with selector 1: Selector and Speed in km/h from the DBC; Selector, Gear and Speed without a unit from the JSON made of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check canmatrix==1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import canmatrix
import canmatrix.formats

DBC = b'''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 100 Mux: 8 A
 SG_ Selector M : 0|8@1+ (1,0) [0|1] "" A
 SG_ Gear m0 : 8|8@1+ (1,0) [0|0] "" A
 SG_ Speed m1 : 8|16@1+ (0.1,0) [0|0] "km/h" A
VAL_ 100 Gear 0 "park" 1 "reverse" ;
'''

def seen(matrix):
    decoded = matrix.decode(canmatrix.ArbitrationId(100), bytes([1, 0xE8, 3, 0, 0, 0, 0, 0]))
    signals = {signal.name: signal for signal in matrix.frame_by_name('Mux').signals}
    return {name: (float(value.phys_value), signals[name].unit) for name, value in decoded.items()}, len(signals['Gear'].values)

(original,) = canmatrix.formats.load(io.BytesIO(DBC), 'dbc').values()
canmatrix.formats.dumpp({'': original}, 'drive.json')
(copy,) = canmatrix.formats.loadp('drive.json').values()
print(seen(original), seen(copy))
assert seen(original) == ({'Selector': (1, ''), 'Speed': (100, 'km/h')}, 2)
assert seen(copy) == ({'Selector': (1, ''), 'Gear': (232, ''), 'Speed': (100, '')}, 0)
PYTHON
