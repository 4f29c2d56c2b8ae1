#!/usr/bin/env bash
# vblf 0.3.1: a BLF as it writes it by default, without compression, is readable by itself alone. It puts the header of other objects before a container, so that the flag for
# nanoseconds (2) is where the method of packing is (2: zlib), and a time where the size of the unpacked data is. It goes by the header of the file instead.
#
# python-can 4.6.1 goes by the container, as others do, and ends with an error at the first; with compression it reads the file, as it does not look at
# the size.
#
# Seen: without compression vblf two frames, python-can zlib.error; with compression two and two, and a claimed size other than the 96 bytes of the two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1 vblf==0.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
import zlib
import can
from vblf.can import CanMessage
from vblf.constants import Compression, ObjFlags, ObjType
from vblf.general import ObjectHeader, ObjectHeaderBase
from vblf.reader import BlfReader
from vblf.writer import BlfWriter

def write(name, *options):
    with BlfWriter(name, *options) as writer:
        for number in (0x123, 0x124):
            base = ObjectHeaderBase(b'LOBJ', ObjectHeader.SIZE, 1, ObjectHeader.SIZE + 16, ObjType.CAN_MESSAGE)
            writer.write(CanMessage(ObjectHeader(base, ObjFlags.TIME_ONE_NANS, 0, 0, number), 1, 0, 2, number, bytes(8)))
    with BlfReader(name) as objects:
        assert [each.frame_id for each in objects] == [0x123, 0x124]
    return struct.unpack_from('<H6xI', open(name, 'rb').read(), 144 + 16)

def read(name):
    with can.LogReader(name) as frames:
        return [frame.arbitration_id for frame in frames]

plain, packed = write('plain.blf'), write('packed.blf', Compression.DEFAULT)
print('method and size', plain, packed, read('packed.blf'))
assert plain[0] == packed[0] == 2 and 96 not in (plain[1], packed[1])
assert read('packed.blf') == [0x123, 0x124]
try:
    raise SystemExit(f'it is read now: {read("plain.blf")}')
except zlib.error as error:
    print(error)
PYTHON
