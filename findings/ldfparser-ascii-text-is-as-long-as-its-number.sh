#!/usr/bin/env bash
# ldfparser 0.26.0: a LIN signal with `ascii_value` is decoded to as many NUL characters as its value is as a number; its letters are lost. A
# signal of 32 bits with the bytes 01 02 03 04 becomes 67,305,985 of them.
#
# Seen: a signal of 16 bits with the letters "AB" (0x4241 as a number) is decoded to 16,961 NUL characters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ldfparser==0.26.0
cd "$folder"
cat > text.ldf <<'LDF'
LIN_description_file;
LIN_protocol_version = "2.1";
LIN_language_version = "2.1";
LIN_speed = 19.2 kbps;
Nodes { Master: M, 5 ms, 0.1 ms; Slaves: S; }
Signals { Name: 16, 0, M, S; Error: 1, 0, S, M; }
Frames { F: 1, M, 2 { Name, 0; } }
Node_attributes {
  S {
    LIN_protocol = "2.1"; configured_NAD = 1; initial_NAD = 1; product_id = 1, 2, 255; response_error = Error;
    P2_min = 50 ms; ST_min = 0 ms; configurable_frames { F; }
  }
}
Schedule_tables { T { F delay 10 ms; } }
Signal_encoding_types { Text { ascii_value; } }
Signal_representation { Text: Name; }
LDF
"$folder/venv/bin/python" - <<'PYTHON'
import ldfparser

frame = ldfparser.parse_ldf('text.ldf').get_unconditional_frame('F')
text = frame.decode(bytearray(b'AB'))['Name']
print(len(text), repr(text.strip('\0')))
assert len(text) == 0x4241
assert text.strip('\0') == ''
PYTHON
