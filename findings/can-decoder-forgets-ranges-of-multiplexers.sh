#!/usr/bin/env bash
# can-decoder 0.1.9 (CSS Electronics): of a signal that a DBC has for a range of multiplexer values (SG_MUL_VAL_ "0-0, 3-5") it knows the first value only;
# frames with the others give everything except that signal, without a word. The multiplexer itself is in no result at all.
#
# The samples that are left look like a slower signal.
#
# Seen for frames with selector 0, 3, 4 and 5: Rate once, Plain four times, Selector never; cantools gives Rate in all four.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check can-decoder==0.1.9 canmatrix==1.2 cantools==45.1.0 numpy==2.4.6 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import can_decoder
import cantools
import pandas

DBC = '''VERSION ""
NS_ :
BS_:
BU_: A
BO_ 100 Mux: 8 A
 SG_ Selector M : 0|8@1+ (1,0) [0|255] "" A
 SG_ Rate m0 : 8|16@1- (0.1,0) [0|0] "" A
 SG_ Plain : 56|8@1+ (1,0) [0|0] "" A
SG_MUL_VAL_ 100 Rate Selector 0-0, 3-5;
'''
payloads = [bytes([selector, 50, 0, 0, 0, 0, 0, 7]) for selector in (0, 3, 4, 5)]
database = cantools.database.load_string(DBC, 'dbc')
assert [database.decode_message(100, payload)['Rate'] for payload in payloads] == [5.0] * 4

frames = pandas.DataFrame({
    'TimeStamp': pandas.to_datetime(range(4), unit='s'), 'ID': 100, 'IDE': False,
    'DataBytes': [list(payload) for payload in payloads], 'DataLength': 8,
}).set_index('TimeStamp')
decoder = can_decoder.DataFrameDecoder(can_decoder.load_dbc(io.BytesIO(DBC.encode())))
signals = decoder.decode_frame(frames)['Signal'].value_counts().to_dict()
print(signals)
assert signals == {'Plain': 4, 'Rate': 1}
PYTHON
