#!/usr/bin/env bash
# canmatrix 1.2 reads a database of BUSMASTER (DBF, version 1.3) that BUSMASTER's own converter writes so: the type B (boolean) becomes a signed number, so
# that a bit that is set is −1, and signals that belong to no message (START_SIG_LIST) become signals of the last one.
#
# Seen for the byte 1: Door −1, and a signal Spare of 8 bits with the value 1 that no message has.
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

DBF = b'''//******************************BUSMASTER Messages and signals Database ******************************//

[DATABASE_VERSION] 1.3

[PROTOCOL] CAN

[BUSMASTER_VERSION] [3.2.2]
[NUMBER_OF_MESSAGES] 1
[START_MSG] Doors,100,1,1,1,S,Body
[START_SIGNALS] Door,1,1,0,B,1,0,1,0,1,,,Body
[END_MSG]

[START_SIG_LIST]
[START_SIGNALS] Spare,8,1,0,U,255,0,1,0,1,,,
[END_SIG_LIST]
[NODE] Body
'''

(matrix,) = canmatrix.formats.load(io.BytesIO(DBF), 'dbf').values()
decoded = matrix.decode(canmatrix.ArbitrationId(100), bytes([1]))
seen = {name: float(value.phys_value) for name, value in decoded.items()}
print(seen)
assert seen == {'Door': -1, 'Spare': 1}
PYTHON
