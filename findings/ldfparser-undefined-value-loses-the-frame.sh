#!/usr/bin/env bash
# ldfparser 0.26.0: a value for which the encoding of one LIN signal has no entry, neither a range nor a word, makes `decode` raise, so that the other signals of the
# frame are lost with it. Devices send such values, as those between the highest figure and "invalid".
#
# `decode_raw` gives all of them, without units and words.
#
# Seen for a temperature of 254 where 0 to 200 and 255 are defined: ValueError; with 100 beside the same speed, both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ldfparser==0.26.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import ldfparser

with open('drive.ldf', 'w') as file:
    file.write('''LIN_description_file;
LIN_protocol_version = "2.0";
LIN_language_version = "2.0";
LIN_speed = 19.2 kbps;
Nodes { Master: M, 5 ms, 0.1 ms; Slaves: S; }
Signals { Temperature: 8, 0, S, M; Speed: 8, 0, S, M; }
Frames { Climate: 16, S, 2 { Temperature, 0; Speed, 8; } }
Node_attributes { S { LIN_protocol = "2.0"; configured_NAD = 1; product_id = 1, 2, 3; } }
Schedule_tables { Table { Climate delay 10 ms; } }
Signal_encoding_types {
  Degrees { logical_value, 255, "invalid"; physical_value, 0, 200, 0.5, -40, "C"; }
  Turns { physical_value, 0, 255, 10, 0, "rpm"; }
}
Signal_representation { Degrees: Temperature; Turns: Speed; }
''')
frame = ldfparser.parse_ldf('drive.ldf').get_unconditional_frame('Climate')
print(frame.decode(bytes([100, 12])), frame.decode_raw(bytes([254, 12])))
assert frame.decode(bytes([100, 12])) == {'Temperature': 10, 'Speed': 120}
assert frame.decode_raw(bytes([254, 12])) == {'Temperature': 254, 'Speed': 12}
try:
    raise SystemExit(f'it is decoded now: {frame.decode(bytes([254, 12]))}')
except ValueError as error:
    print(error)
PYTHON
