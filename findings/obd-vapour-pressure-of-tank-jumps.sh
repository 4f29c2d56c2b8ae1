#!/usr/bin/env bash
# python-OBD (obd) 0.7.3: the vapour pressure of the tank (PID 0x32, one signed number of 16 bits in steps of 0.25 Pa, SAE J1979) is put together from two
# signed bytes, so that each low byte above 127 costs 64 Pa: a slowly rising pressure falls by 64 Pa at every other 32 Pa. The wide range (PID
# 0x54, signed as well, 1 Pa) is read with an offset instead: a tank without pressure has -32767 Pa.
#
# Seen for 31.75, 32 and 32.25 Pa: 31.75, -32 and -31.75; for 0 Pa of PID 0x54: -32767.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check obd==0.7.3
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import obd
from obd.protocols import ISO_15765_4_11bit_500k

protocol = ISO_15765_4_11bit_500k([])

def pascal(name, answer):
    return float(obd.commands[name](protocol([f'7E804{answer}'])).value.to('pascal').magnitude)

rising = [pascal('EVAP_VAPOR_PRESSURE', f'4132{raw:04X}') for raw in (127, 128, 129)]
wide = pascal('EVAP_VAPOR_PRESSURE_ALT', '41540000')
print(rising, wide)
assert rising == [31.75, -32.0, -31.75]
assert wide == -32767
PYTHON
