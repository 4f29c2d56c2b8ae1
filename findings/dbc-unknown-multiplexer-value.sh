#!/usr/bin/env bash
# cantools 45.1.0 and canmatrix 1.2 treat a multiplexer value that the DBC does not list in opposite ways.
#
# cantools refuses the whole message, the signals that are not multiplexed included, so that a control unit with newer firmware makes the values
# of the old signals disappear; canmatrix gives what does not depend on the multiplexer.
#
# Seen for selector 5 where only 0 is defined: cantools DecodeError; canmatrix Selector 5 and Temperature -30.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cantools==45.1.0 canmatrix==1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import cantools
import canmatrix.formats

text = '''VERSION ""
NS_ :
BS_:
BU_: A B
BO_ 100 Status: 8 A
 SG_ Selector M : 16|8@1+ (1,0) [0|0] "" B
 SG_ Mode m0 : 8|8@1+ (1,0) [0|3] "" B
 SG_ Temperature : 0|8@1+ (1,-40) [0|0] "degC" B
'''
payload = bytes([10, 7, 5, 0, 0, 0, 0, 0])
try:
    cantools.database.load_string(text, 'dbc').decode_message(100, payload)
    raise SystemExit('cantools decodes it now')
except cantools.database.errors.DecodeError as error:
    print('cantools:', error)
(matrix,) = canmatrix.formats.load(io.BytesIO(text.encode()), 'dbc').values()
decoded = {name: int(signal.phys_value) for name, signal in matrix.frame_by_name('Status').decode(payload).items()}
print('canmatrix:', decoded)
assert decoded == {'Selector': 5, 'Temperature': -30}
PYTHON
