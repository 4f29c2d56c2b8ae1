#!/usr/bin/env bash
# asammdf 8.8.28: a big-endian number of up to 8 bits that lies in two bytes of the record (MDF 3.3, CN block, signal data type 9) is read as if it were
# little-endian. From 9 bits on it is read right.
#
# Seen: the bytes 12 34, 56 78 and 9A BC as 8 bits from bit 4 on are 0x23, 0x67 and 0xAB; asammdf says 0x41, 0x85 and 0xC9.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
import numpy as np
from asammdf import MDF, Signal

mdf = MDF(version='3.30')
mdf.append([Signal(np.array([0x1234, 0x5678, 0x9ABC], '>u2'), np.arange(3.0), name='number')])
content = bytearray(open(mdf.save('plain.mdf', overwrite=True), 'rb').read())
channel = content.index(b'number\0') - 26
start, bits, kind = struct.unpack_from('<3H', content, channel + 186)
assert (bits, kind) == (16, 9)

def read(first, count):
    struct.pack_into('<2H', content, channel + 186, start + first, count)
    open('bits.mdf', 'wb').write(content)
    with MDF('bits.mdf') as changed:
        return [int(value) for value in changed.get('number').samples]

right = lambda first, count: [value >> first & 2**count - 1 for value in (0x1234, 0x5678, 0x9ABC)]
print(read(4, 8), right(4, 8), read(4, 9), right(4, 9))
assert read(4, 9) == right(4, 9)
assert read(4, 8) == [0x41, 0x85, 0xC9]
PYTHON
