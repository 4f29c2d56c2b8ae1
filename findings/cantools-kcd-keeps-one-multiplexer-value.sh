#!/usr/bin/env bash
# cantools 45.1.0: a database written as KCD keeps only the first of the multiplexer values of a signal (DBC: SG_MUL_VAL_). Written as DBC it keeps all.
#
# Frames with the other values, which decoded before, raise an error after the conversion, or lose the signal.
#
# Seen: Rate for 0, 3, 4 and 5 in the DBC; for 0 in the KCD. A frame with selector 4 has 5.0 before, and is a DecodeError after.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cantools==45.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import cantools

database = cantools.database.load_string('''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 100 Mux: 8 A
 SG_ Selector M : 0|8@1+ (1,0) [0|255] "" A
 SG_ Rate m0 : 8|16@1- (0.1,0) [0|0] "" A
SG_MUL_VAL_ 100 Rate Selector 0-0, 3-5;
''', 'dbc')
values = lambda each: each.get_message_by_name('Mux').get_signal_by_name('Rate').multiplexer_ids
as_dbc = cantools.database.load_string(database.as_dbc_string(), 'dbc')
as_kcd = cantools.database.load_string(database.as_kcd_string(), 'kcd')
frame = bytes([4, 50, 0, 0, 0, 0, 0, 0])
print(values(database), values(as_dbc), values(as_kcd), database.decode_message(100, frame))
assert values(database) == values(as_dbc) == [0, 3, 4, 5] and values(as_kcd) == [0]
assert database.decode_message(100, frame)['Rate'] == 5.0
try:
    raise SystemExit(f'it is decoded now: {as_kcd.decode_message(100, frame)}')
except cantools.database.errors.DecodeError as error:
    print(error)
PYTHON
