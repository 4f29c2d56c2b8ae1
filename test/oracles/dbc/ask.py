"""Decodes the signals of random payloads with cantools: python ask.py FILE... > expected.json

Payloads come from a fixed seed; the switches of multiplexed messages are set to values that select something. Values are
physical ones (names of values are not put in), keyed by message and signal as cantools names them.
"""

import json
import os
import random
import re
import sys

import cantools

PAYLOADS = 3


def set_bits(payload, signal, value):
    """Writes a raw value bit by bit, in the numbering of the DBC format."""
    at = signal.start
    order = range(signal.length)
    for place in order:
        if signal.byte_order == "big_endian":
            bit = value >> (signal.length - 1 - place) & 1
        else:
            bit = value >> place & 1
        payload[at // 8] = payload[at // 8] & ~(1 << at % 8) | bit << at % 8
        if signal.byte_order == "big_endian":
            at = at + 15 if at % 8 == 0 else at - 1
        else:
            at += 1


def select(message, tree, payload, chooser):
    for node in tree:
        if isinstance(node, dict):
            for name, choices in node.items():
                signal = message.get_signal_by_name(name)
                # Some files name values that do not fit into their switch.
                value = chooser.choice([each for each in sorted(choices) if each < 2**signal.length])
                set_bits(payload, signal, value)
                select(message, choices[value], payload, chooser)


def load(path):
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    # cantools refuses a file that names values of an undefined signal.
    while True:
        try:
            return cantools.database.load_string(text, "dbc", strict=False)
        except cantools.database.UnsupportedDatabaseFormatError as error:
            unused = re.findall(r"VAL_ (\d+) (\w+)", str(error))
            if not unused:
                raise
            for frame, signal in unused:
                text = re.sub(rf"^VAL_ {frame} {signal} .*$", "", text, flags=re.M)


def ask(path):
    answers = []
    chooser = random.Random(os.path.basename(path))
    for message in load(path).messages:
        payloads = []
        for _ in range(PAYLOADS):
            payload = bytearray(chooser.randbytes(message.length))
            select(message, message.signal_tree, payload, chooser)
            values = message.decode(bytes(payload), decode_choices=False)
            payloads.append({"data": payload.hex(), "values": values})
        answers.append(
            {
                "name": message.name,
                "id": message.frame_id,
                "extended": message.is_extended_frame,
                "j1939": message.protocol == "j1939",
                "payloads": payloads,
            }
        )
    return answers


print(json.dumps({os.path.basename(path): ask(path) for path in sys.argv[1:]}, indent=0))
