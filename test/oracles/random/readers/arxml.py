"""The signals of a candump log by the ARXML beside it, decoded by cantools."""

import logging

import can
import cantools

from answers import serve

# It warns of each factor below 0, which it applies all the same.
logging.disable(logging.WARNING)

# Bytes of the identifier and the length before a PDU.
HEADER = 4


def signals_of(message, data):
    if not message.is_container:
        return message.decode(data, decode_choices=False)
    values = {}
    at = 0
    for pdu, content in message.unpack_container(data, allow_truncated=True):
        size = data[at + HEADER - 1]
        at += HEADER + size
        # Of a PDU that the frame cuts, cantools gives the rest.
        if isinstance(pdu, int) or len(content) < size:
            continue
        decoded = pdu.decode(content, decode_choices=False, allow_truncated=True)
        values.update({f"{pdu.name}.{name}": value for name, value in decoded.items()})
    return values


def ask(path, answer):
    database = cantools.database.load_file(f"{path}.dbc", database_format="arxml", strict=False)
    with can.CanutilsLogReader(path) as reader:
        for frame in reader:
            topic = f"{frame.channel} 0x{frame.arbitration_id:0{8 if frame.is_extended_id else 3}X}"
            answer.message(topic, round(frame.timestamp * 1e9), len(frame.data))
            message = database.get_message_by_frame_id(frame.arbitration_id)
            for name, value in signals_of(message, bytes(frame.data)).items():
                answer.number(f"{topic} {name}", value)


serve(ask)
