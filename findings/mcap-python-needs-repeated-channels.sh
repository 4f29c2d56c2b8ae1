#!/usr/bin/env bash
# mcap (Python) 1.6.0: a file whose summary does not repeat its channels, which the MCAP specification allows ("Summary section") and
# its own writer offers (`repeat_channels=False`), cannot be read by the reader that it chooses for files that can be sought in.
#
# The reader that goes from front to back reads the same bytes.
#
# Seen: `make_reader` of a seekable file ends with KeyError: 1; `NonSeekingReader` gives all three messages.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mcap==1.6.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from mcap.reader import NonSeekingReader, make_reader
from mcap.writer import Writer

file = io.BytesIO()
writer = Writer(file, repeat_channels=False)
writer.start()
schema = writer.register_schema('S', 'jsonschema', b'{}')
channel = writer.register_channel('/a', 'json', schema)
for time in (10, 20, 30):
    writer.add_message(channel, log_time=time, data=b'{}', publish_time=time)
writer.finish()
data = file.getvalue()

count = len(list(NonSeekingReader(io.BytesIO(data)).iter_messages()))
try:
    list(make_reader(io.BytesIO(data)).iter_messages())
    raise SystemExit('the seeking reader reads it now')
except KeyError as error:
    print('seeking reader: KeyError', error, '| non-seeking reader:', count, 'messages')
assert count == 3
PYTHON
