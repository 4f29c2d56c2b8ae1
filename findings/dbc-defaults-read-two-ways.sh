#!/usr/bin/env bash
# cantools 45.1.0 and canmatrix 1.2 read different facts out of one DBC where the file leaves something to its defaults.
#
# - "[0|0]" as the range of a signal, which editors write for "none": cantools None, canmatrix 0 to 0.
# - a cycle time that stands only as the default of the attribute GenMsgCycleTime: cantools 100 ms for every message, canmatrix 0 ms.
# - VECTOR__INDEPENDENT_SIG_MSG, the pseudo-message of signals that belong to no message: cantools drops it, canmatrix has it as a frame with the
#   extended identifier 0.
#
# Whoever takes ranges or cycle times for checks gets alarms from one library and none from the other.
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
BO_ 100 Engine: 8 A
 SG_ Speed : 0|16@1+ (0.125,0) [0|0] "rpm" B
BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX
 SG_ Orphan : 0|8@1+ (1,0) [0|0] "" Vector__XXX
BA_DEF_ BO_ "GenMsgCycleTime" INT 0 65535;
BA_DEF_DEF_ "GenMsgCycleTime" 100;
'''
first = cantools.database.load_string(text, 'dbc')
(second,) = canmatrix.formats.load(io.BytesIO(text.encode()), 'dbc').values()

engine = first.get_message_by_name('Engine')
by_cantools = (engine.signals[0].maximum, engine.cycle_time, [message.name for message in first.messages])
frame = second.frame_by_name('Engine')
by_canmatrix = (int(frame.signals[0].max), frame.cycle_time, [each.name for each in second.frames])
print(by_cantools)
print(by_canmatrix)
assert by_cantools == (None, 100, ['Engine'])
assert by_canmatrix == (0, 0, ['Engine', 'VECTOR__INDEPENDENT_SIG_MSG'])
orphan = second.frame_by_name('VECTOR__INDEPENDENT_SIG_MSG').arbitration_id
assert (orphan.id, orphan.extended) == (0, True)
PYTHON
