"""Results of the `mcap` package for MCAP files: python ask.py NAME=FILE... > expected.json"""

import collections
import io
import json
import struct
import sys

import zstandard
from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader
from mcap_ros2.decoder import DecoderFactory


def level_of(level):
    return level[0] if isinstance(level, bytes) else int(level)


def ask(path):
    data = open(path, "rb").read()
    if data[:4] == b"\x28\xb5\x2f\xfd":
        data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    topics = {}
    diagnostics = collections.Counter()
    start, end, total, cut = None, None, 0, False
    decoders = {}
    try:
        for schema, channel, message in NonSeekingReader(io.BytesIO(data), validate_crcs=True).iter_messages(log_time_order=False):
            topic = topics.setdefault(
                channel.topic,
                {"type": schema.name if schema else "", "encoding": channel.message_encoding, "count": 0, "bytes": 0},
            )
            topic["count"] += 1
            topic["bytes"] += len(message.data)
            total += 1
            start = message.log_time if start is None else min(start, message.log_time)
            end = message.log_time if end is None else max(end, message.log_time)
            if schema and schema.name.replace("/msg/", "/") == "diagnostic_msgs/DiagnosticArray":
                for name, level in statuses(decoders, schema, channel, message):
                    if level > 0:
                        diagnostics[f"{level} {name}"] += 1
    except (McapError, struct.error):
        cut = True
    attachments = [] if cut else [a.name for a in NonSeekingReader(io.BytesIO(data)).iter_attachments()]
    metadata = [] if cut else [m.name for m in NonSeekingReader(io.BytesIO(data)).iter_metadata()]
    return {
        "messages": total,
        "topics": topics,
        "start_ns": str(start),
        "end_ns": str(end),
        "cut": cut,
        "attachments": attachments,
        "metadata": metadata,
        "diagnostics": dict(sorted(diagnostics.items())),
    }


def statuses(decoders, schema, channel, message):
    if channel.message_encoding == "json":
        for status in json.loads(message.data)["status"]:
            yield status["name"], level_of(status["level"])
        return
    if channel.id not in decoders:
        decoders[channel.id] = DecoderFactory().decoder_for(channel.message_encoding, schema)
    if decoders[channel.id]:
        for status in decoders[channel.id](message.data).status:
            yield status.name, level_of(status.level)


json.dump({name: ask(path) for name, path in (arg.split("=", 1) for arg in sys.argv[1:])}, sys.stdout, indent=1)
print()
