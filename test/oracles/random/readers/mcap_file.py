"""MCAP files, read by the mcap package: messages of ROS 2 are decoded by mcap-ros2-support."""

import json

from mcap.reader import NonSeekingReader
from mcap_ros2.decoder import DecoderFactory

from answers import serve


def plain(message):
    """A decoded message as dictionaries."""
    if hasattr(message, "__slots__"):
        return {name: plain(getattr(message, name)) for name in message.__slots__}
    if isinstance(message, (list, tuple)):
        return [plain(each) for each in message]
    if isinstance(message, (bytes, bytearray)):
        return list(message)
    return message.tolist() if hasattr(message, "tolist") else message


def ask(path, answer):
    decoders = {}
    with open(path, "rb") as file:
        reader = NonSeekingReader(file, validate_crcs=True)
        for schema, channel, message in reader.iter_messages(log_time_order=False):
            answer.message(channel.topic, message.log_time, len(message.data))
            if channel.message_encoding == "json":
                value = json.loads(message.data)
            else:
                if channel.id not in decoders:
                    decoders[channel.id] = DecoderFactory().decoder_for(channel.message_encoding, schema)
                value = plain(decoders[channel.id](message.data))
            for name, each in value.items():
                answer.value(f"{channel.topic} {name}", each)


serve(ask)
