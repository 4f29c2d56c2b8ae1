#!/usr/bin/env bash
# foxglove-sdk 0.30.3, whose writer is the crate mcap: with `calculate_chunk_crcs=False` the checksum over the data section, which is on by default, is
# not that of the bytes in the file. It covers everything but the packed content of chunks.
#
# The writer joins the checksums of what is before, in and behind a chunk, and has none of the content when those of chunks are off. A reader that
# checks what the specification says ("Data End") takes each such recording for damaged.
#
# Seen: the checksum is right with the default options, and with this one equal to that of the data without the content of its chunks; mcap (Python) 1.6.0
# raises CRCValidationError with `validate_crcs=True`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check foxglove-sdk==0.30.3 mcap==1.6.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
import zlib

import foxglove
from foxglove.mcap import MCAPWriteOptions
from mcap.reader import NonSeekingReader
from mcap.stream_reader import CRCValidationError

CHUNK, DATA_END = 0x06, 0x0F

def record(path, **options):
    with foxglove.open_mcap(path, writer_options=MCAPWriteOptions(**options)):
        for second in range(3):
            foxglove.log('/gear', {'gear': second}, log_time=second * 10**9)

def checksums(path):
    """The stored one, that of all data, and that of the data without the content of chunks."""
    data = open(path, 'rb').read()
    at, without = 8, zlib.crc32(data[:8])
    while data[at] != DATA_END:
        end = at + 9 + struct.unpack_from('<Q', data, at + 1)[0]
        if data[at] == CHUNK:
            head = at + 41 + struct.unpack_from('<I', data, at + 37)[0] + 8
            without = zlib.crc32(data[at:head], without)
        else:
            without = zlib.crc32(data[at:end], without)
        at = end
    return struct.unpack_from('<I', data, at + 9)[0], zlib.crc32(data[:at]), without

def read(path):
    try:
        return sum(1 for _ in NonSeekingReader(open(path, 'rb'), validate_crcs=True).iter_messages())
    except CRCValidationError as error:
        return type(error).__name__

record('default.mcap')
record('without.mcap', calculate_chunk_crcs=False)
stored, whole, _ = checksums('default.mcap')
assert stored == whole and read('default.mcap') == 3
stored, whole, without = checksums('without.mcap')
print(hex(stored), hex(whole), hex(without), read('without.mcap'))
assert stored != whole and stored == without
assert read('without.mcap') == 'CRCValidationError'
PYTHON
