#!/usr/bin/env bash
# mcap-ros2-support 0.6.0, mcap-ros2-support-fast 0.8.0 and mcap-protobuf-support 0.6.0 (with mcap 1.6.0): a decoder factory that is used for a second
# file decodes it with the types of the first one. It remembers types by the id of their schema, which an MCAP file counts from 1 by itself.
#
# Nothing is raised as long as the bytes suffice; the message even has the name of the other file's type. Whoever makes the factory once, before a loop over
# the files of a drive, gets figures that were never recorded.
#
# Seen: a count of 7 in the second file is a speed of 9.8e-45 in both ROS 2 libraries, and an empty message of the first type in Protobuf.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mcap==1.6.0 mcap-ros2-support==0.6.0 mcap-ros2-support-fast==0.8.0 mcap-protobuf-support==0.6.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import struct
from google.protobuf import duration_pb2, wrappers_pb2
from mcap.reader import make_reader
from mcap.writer import Writer
import mcap_protobuf.decoder
import mcap_protobuf.schema
import mcap_ros2.decoder
import mcap_ros2_support_fast.decoder

def recording(encoding, schema_encoding, name, schema, payload):
    file = io.BytesIO()
    writer = Writer(file)
    writer.start()
    channel = writer.register_channel('/topic', encoding, writer.register_schema(name, schema_encoding, schema))
    writer.add_message(channel, 1, payload, 1)
    writer.finish()
    return file

def decoded(factory, file):
    file.seek(0)
    return next(make_reader(file, decoder_factories=[factory]).iter_decoded_messages())

speed = recording('cdr', 'ros2msg', 'drive/Speed', b'float32 value', b'\0\1\0\0' + struct.pack('<f', 1.5))
count = recording('cdr', 'ros2msg', 'drive/Count', b'uint32 value', b'\0\1\0\0' + struct.pack('<I', 7))
for library in (mcap_ros2.decoder, mcap_ros2_support_fast.decoder):
    fresh = decoded(library.DecoderFactory(), count).decoded_message
    factory = library.DecoderFactory()
    decoded(factory, speed)
    second = decoded(factory, count)
    print(library.__name__, fresh, second.schema.name, second.decoded_message)
    assert fresh.value == 7 and second.schema.name == 'drive/Count'
    assert 0 < second.decoded_message.value < 1e-44 and type(second.decoded_message).__name__.endswith('Speed')

def protobuf(message):
    schema = mcap_protobuf.schema.build_file_descriptor_set(type(message)).SerializeToString()
    return recording('protobuf', 'protobuf', message.DESCRIPTOR.full_name, schema, message.SerializeToString())

factory = mcap_protobuf.decoder.DecoderFactory()
decoded(factory, protobuf(duration_pb2.Duration(seconds=1)))
second = decoded(factory, protobuf(wrappers_pb2.FloatValue(value=1.5)))
print(second.schema.name, second.decoded_message.DESCRIPTOR.full_name, second.decoded_message.seconds)
assert second.decoded_message.DESCRIPTOR.full_name == 'google.protobuf.Duration' and second.decoded_message.seconds == 0
PYTHON
