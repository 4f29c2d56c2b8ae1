#!/usr/bin/env bash
# python-OBD (obd) 0.7.3: every figure of a freeze frame (service 02) is wrong. The answer carries the number of the frame between the PID and the
# data (SAE J1979, service $02); the library cuts off two bytes, as for service 01, and takes the number for the first byte of the data.
#
# Frame 0 is the usual one, so that percentages are always 0, temperatures -40, speeds 0, and an engine speed a 256th: figures that look possible.
#
# Seen for 1726 rpm, 140 °C, 100 km/h and 50.2 % load: 6.5 rpm, -40 °C, 0 km/h and 0 %; the same bytes in answers of service 01 are read right.
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

def figure(name, answer):
    line = f'7E8{len(answer) // 2:02X}{answer}'
    return round(float(obd.commands[name](protocol([line])).value.magnitude), 1)

current = {name: figure(name, answer) for name, answer in
           {'RPM': '410C1AF8', 'COOLANT_TEMP': '4105B4', 'SPEED': '410D64', 'ENGINE_LOAD': '410480'}.items()}
frozen = {name: figure(f'DTC_{name}', answer) for name, answer in
          {'RPM': '420C001AF8', 'COOLANT_TEMP': '420500B4', 'SPEED': '420D0064', 'ENGINE_LOAD': '42040080'}.items()}
print(current, frozen)
assert current == {'RPM': 1726.0, 'COOLANT_TEMP': 140.0, 'SPEED': 100.0, 'ENGINE_LOAD': 50.2}
assert frozen == {'RPM': 6.5, 'COOLANT_TEMP': -40.0, 'SPEED': 0.0, 'ENGINE_LOAD': 0.0}
PYTHON
