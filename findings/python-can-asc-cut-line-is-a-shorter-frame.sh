#!/usr/bin/env bash
# python-can 4.6.1: the last line of a Vector ASC that was cut in the data of a CAN FD frame comes back as a frame whose
# length is 64 and whose data have the bytes that were left; the reader says nothing.
#
# `ASCReader` takes the data length from the line and the data from the words that follow, and compares the two only for
# remote frames. A signal that lies behind the cut then fails in the decoder or, padded with zeros, is a false value.
# A log that ends so is damaged, and its last frame did not arrive whole.
#
# Seen: of a file with one whole and one cut frame of 64 bytes, the reader gives two frames, one of 64 and one of 20 bytes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

data = ' '.join(f'{byte:02x}' for byte in range(64))
line = '   0.00{} CANFD   2 Rx        12e                                   1 0 f 64 {}'
with open('drive.asc', 'w') as file:
    file.write('date Wed Mar 18 02:17:19.732 pm 2026\nbase hex  timestamps absolute\ninternal events logged\n')
    file.write(line.format(1, data) + '   103031  135   303000 c800f3e3 50a00150 4b280150 20001f70\n')
    file.write(line.format(2, data[: 20 * 3]))

frames = [(message.dlc, len(message.data)) for message in can.ASCReader('drive.asc')]
print(frames)
assert frames == [(64, 64), (64, 20)], frames
PYTHON
