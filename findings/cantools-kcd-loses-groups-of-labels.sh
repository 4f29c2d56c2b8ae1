#!/usr/bin/env bash
# cantools 45.1.0: names that a KCD gives to a range of values (`LabelGroup`) are left out without a word, while those of single values
# (`Label`) are read. A fault that a range names, such as 4090 to 4095 "Sensor error", becomes a figure.
#
# Seen: of a signal with the label 0 "init" and the group 4090 to 4095 "Sensor error" only "init" is known; 4090 decodes to 164.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cantools==45.1.0
cd "$folder"
cat > car.kcd <<'KCD'
<NetworkDefinition xmlns="http://kayak.2codeornot2code.org/1.0">
  <Document name="car"/>
  <Bus name="Motor">
    <Message id="0x00A" name="M" length="2">
      <Signal name="Temperature" offset="0" length="12">
        <Value slope="0.05" intercept="-40" unit="Cel"/>
        <LabelSet>
          <Label name="init" value="0"/>
          <LabelGroup name="Sensor error" from="4090" to="4095"/>
        </LabelSet>
      </Signal>
    </Message>
  </Bus>
</NetworkDefinition>
KCD
"$folder/venv/bin/python" - <<'PYTHON'
import cantools

message = cantools.database.load_file('car.kcd').get_message_by_name('M')
signal = message.signals[0]
value = message.decode((4090).to_bytes(2, 'little'))['Temperature']
print({number: str(label) for number, label in signal.choices.items()}, value)
assert list(signal.choices) == [0]
assert abs(value - 164.5) < 1e-9
PYTHON
