"""The signals of LIN frames in an ASC by the LDF beside it, decoded by ldfparser."""

import datetime

import ldfparser
from ldfparser.encoding import PhysicalValue

from answers import serve

# Of the trace.
START = datetime.datetime(2026, 3, 14, 8, tzinfo=datetime.timezone.utc)


def value_of(signal, raw):
    """In its unit. What has no range is its raw value; names are not asked for."""
    if signal.is_array():
        return int.from_bytes(raw, "little")
    ranges = [each for each in signal.encoding_type.get_converters() if isinstance(each, PhysicalValue)] if signal.encoding_type else []
    for each in ranges:
        try:
            return each.decode(raw, signal)
        except ValueError:
            continue
    return raw


def ask(path, answer):
    database = ldfparser.parse_ldf(f"{path}.dbc")
    with open(path, encoding="latin-1") as file:
        for line in file:
            words = line.split()
            if len(words) < 5 or not words[1].startswith("L"):
                continue
            time, channel, identifier, _, length, *data = words
            topic = f"LIN {1 if channel == 'Li' else channel[1:]} 0x{int(identifier, 16):02X}"
            content = bytearray(int(byte, 16) for byte in data)
            us = round(START.timestamp() * 1e6) + round(float(time) * 1e6)
            answer.message(topic, us * 1000, int(length))
            frame = database.get_unconditional_frame(int(identifier, 16))
            signals = {signal.name: signal for _, signal in frame.signal_map}
            for name, raw in frame.decode_raw(content).items():
                answer.number(f"{topic} {name}", value_of(signals[name], raw))


serve(ask)
