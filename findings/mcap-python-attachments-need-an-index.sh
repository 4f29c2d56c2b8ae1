#!/usr/bin/env bash
# mcap (Python) 1.6.0: attachments and metadata of a file without the indexes of them, which are optional in MCAP ("Attachment Index", "Metadata Index")
# and which its own writer leaves out on request, are not found by the reader that it chooses for files: none, without an error, although the
# statistics that it hands out count one of each.
#
# The messages of the same file are found. The calibration or configuration of a drive is thus missing from an export that seems whole.
#
# Seen: statistics 1 and 1; `make_reader` none and none; `NonSeekingReader` calib.json and build.
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

file = io.BytesIO()
writer = Writer(file, index_types=IndexType.MESSAGE | IndexType.CHUNK)
writer.start()
channel = writer.register_channel('/topic', 'json', 0)
writer.add_message(channel, 1, b'{}', 1)
writer.add_attachment(1, 1, 'calib.json', 'application/json', b'{}')
writer.add_metadata('build', {'version': '1.2'})
writer.finish()

def found(reader_of):
    file.seek(0)
    attachments = [attachment.name for attachment in reader_of(file).iter_attachments()]
    file.seek(0)
    return attachments, [metadata.name for metadata in reader_of(file).iter_metadata()]

file.seek(0)
reader = make_reader(file)
statistics = reader.get_summary().statistics
messages = sum(1 for _ in reader.iter_messages())
print(statistics.attachment_count, statistics.metadata_count, messages, found(make_reader), found(NonSeekingReader))
assert (statistics.attachment_count, statistics.metadata_count, messages) == (1, 1, 1)
assert found(make_reader) == ([], [])
assert found(NonSeekingReader) == (['calib.json'], ['build'])
PYTHON
