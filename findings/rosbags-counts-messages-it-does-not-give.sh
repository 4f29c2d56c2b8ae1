#!/usr/bin/env bash
# rosbags 0.11.9: an MCAP whose summary does not repeat the channels, which MCAP allows ("Summary Section") and mcap 1.6.0 writes on request, opens without
# an error, and has a start, an end and a number of messages, but no topic and no message.
#
# So a conversion of it succeeds with an empty bag.
#
# Seen: message_count 3, from 10 to 31; connections and messages are empty. With channels in the summary all three are there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rosbags==0.11.9 mcap==1.6.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from pathlib import Path
from mcap.writer import Writer
from rosbags.highlevel import AnyReader

def recording(name, **options):
    with open(name, 'wb') as file:
        writer = Writer(file, **options)
        writer.start('ros2')
        schema = writer.register_schema('std_msgs/msg/Int32', 'ros2msg', b'int32 data')
        channel = writer.register_channel('/count', 'cdr', schema, {'offered_qos_profiles': ''})
        for time in (10, 20, 30):
            writer.add_message(channel, time, b'\0\1\0\0' + struct.pack('<i', time), time)
        writer.finish()
    with AnyReader([Path(name)]) as reader:
        seen = reader.message_count, reader.start_time, reader.end_time
        return seen, [each.topic for each in reader.connections], [time for _, time, _ in reader.messages()]

repeated, not_repeated = recording('repeated.mcap'), recording('not-repeated.mcap', repeat_channels=False)
print(repeated, not_repeated)
assert repeated == ((3, 10, 31), ['/count'], [10, 20, 30])
assert not_repeated == ((3, 10, 31), [], [])
PYTHON
