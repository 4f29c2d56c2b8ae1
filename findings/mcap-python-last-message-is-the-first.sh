#!/usr/bin/env bash
# mcap (Python) 1.6.0: `iter_messages(reverse=True)` begins with the oldest message if the file has no chunk index, as after a writer without chunks or
# without indexes (both optional in MCAP). The reader then goes from front to back, and the option is not handed on.
#
# `next(reader.iter_messages(reverse=True))`, the short way to the last state of a vehicle, is the first state for such files. The reader for
# streams heeds the option on the same bytes.
#
# Seen: 3, 2, 1 with a chunk index; 1, 2, 3 without one; 3, 2, 1 from `NonSeekingReader`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mcap==1.6.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from mcap.reader import NonSeekingReader, make_reader
from mcap.writer import IndexType, Writer

def recording(**options):
    file = io.BytesIO()
    writer = Writer(file, **options)
    writer.start()
    channel = writer.register_channel('/gear', 'json', 0)
    for time in (1, 2, 3):
        writer.add_message(channel, time, b'{}', time)
    writer.finish()
    file.seek(0)
    return file

def backwards(reader_of, file):
    file.seek(0)
    return [message.log_time for _, _, message in reader_of(file).iter_messages(reverse=True)]

indexed, unchunked, unindexed = recording(), recording(use_chunking=False), recording(index_types=IndexType.NONE)
seen = [backwards(make_reader, file) for file in (indexed, unchunked, unindexed)]
print(seen, backwards(NonSeekingReader, unchunked))
assert seen == [[3, 2, 1], [1, 2, 3], [1, 2, 3]]
assert backwards(NonSeekingReader, unchunked) == [3, 2, 1]
PYTHON
