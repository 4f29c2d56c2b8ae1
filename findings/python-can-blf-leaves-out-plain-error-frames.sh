#!/usr/bin/env bash
# python-can 4.6.1 passes over error frames of a BLF that are of the plain kind (CAN_ERROR, type 2), as loggers write whose hardware tells no more of an error; only
# those of the extended kind (CAN_ERROR_EXT, type 73) become frames. Nothing says that objects were left out.
#
# A bus that was full of errors looks healthy.
#
# Seen for a BLF of vblf 0.3.1 with a frame, two plain error frames and a frame: vblf four objects, python-can two frames, none an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1 vblf==0.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can
from vblf.can import CanErrorFrame, CanMessage
from vblf.constants import Compression, ObjFlags, ObjType
from vblf.general import ObjectHeader, ObjectHeaderBase
from vblf.reader import BlfReader
from vblf.writer import BlfWriter

def header(kind, size, nanoseconds):
    base = ObjectHeaderBase(b'LOBJ', ObjectHeader.SIZE, 1, ObjectHeader.SIZE + size, kind)
    return ObjectHeader(base, ObjFlags.TIME_ONE_NANS, 0, 0, nanoseconds)

with BlfWriter('drive.blf', Compression.DEFAULT) as writer:
    writer.write(CanMessage(header(ObjType.CAN_MESSAGE, 16, 0), 1, 0, 2, 0x123, bytes(8)))
    writer.write(CanErrorFrame(header(ObjType.CAN_ERROR, 8, 1_000), 1, 0, 0))
    writer.write(CanErrorFrame(header(ObjType.CAN_ERROR, 8, 2_000), 1, 0, 0))
    writer.write(CanMessage(header(ObjType.CAN_MESSAGE, 16, 3_000), 1, 0, 2, 0x124, bytes(8)))
with BlfReader('drive.blf') as objects:
    written = [type(each).__name__ for each in objects]
with can.LogReader('drive.blf') as frames:
    read = [(frame.arbitration_id, frame.is_error_frame) for frame in frames]
print(written, read)
assert written == ['CanMessage', 'CanErrorFrame', 'CanErrorFrame', 'CanMessage']
assert read == [(0x123, False), (0x124, False)]
PYTHON
