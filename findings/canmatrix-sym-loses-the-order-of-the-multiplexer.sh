#!/usr/bin/env bash
# canmatrix 1.2: it writes a big-endian multiplexer into a symbol file of PEAK (`Mux=… -m`), but does not read its own `-m`: the multiplexer is
# taken for a little-endian one. The same frame then has another signal, with the value of the first one.
#
# Only the multiplexer is concerned: `-m` behind a signal (`Var=`) is read.
#
# Seen for the frame 12 07 00 00 with a multiplexer of 4 bits, most significant bit first: Speed 7 before, Torque 7 after writing and reading.
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


def signal(name, start, size, multiplex):
    return canmatrix.Signal(name, start_bit=start, size=size, is_little_endian=False, is_signed=False, multiplex=multiplex)


frame = canmatrix.Frame('Drive', size=4, arbitration_id=canmatrix.ArbitrationId(100, False))
for each in (signal('Page', 0, 4, 'Multiplexor'), signal('Speed', 8, 8, 1), signal('Torque', 8, 8, 2)):
    frame.add_signal(each)
matrix = canmatrix.CanMatrix()
matrix.add_frame(frame)
file = io.BytesIO()
canmatrix.formats.dump(matrix, file, 'sym')
text = file.getvalue().decode()
file.seek(0)
(again,) = canmatrix.formats.load(file, 'sym').values()
data = bytes([0x12, 7, 0, 0])
values = lambda each: {name: value.raw_value for name, value in each.decode(data).items()}
print([line for line in text.splitlines() if line.startswith('Mux=')], values(frame), values(again.frames[0]))
assert 'Mux=Page1 0,4 1 -m' in text
assert values(frame) == {'Page': 1, 'Speed': 7}
assert values(again.frames[0]) == {'Drive_MUX': 2, 'Torque': 7}
PYTHON
