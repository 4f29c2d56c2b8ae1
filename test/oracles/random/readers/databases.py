"""Drives with a database of cantools or canmatrix."""

import can
import canmatrix


def frames_of(path):
    """Frames of a candump log with their topics."""
    with can.CanutilsLogReader(path) as reader:
        for frame in reader:
            yield f"{frame.channel} 0x{frame.arbitration_id:0{8 if frame.is_extended_id else 3}X}", frame


def decode_log(path, answer, database):
    for topic, frame in frames_of(path):
        answer.message(topic, round(frame.timestamp * 1e9), len(frame.data))
        message = database.get_message_by_frame_id(frame.arbitration_id, force_extended_id=frame.is_extended_id)
        values = message.decode(bytes(frame.data), decode_choices=False, allow_truncated=True)
        for name, value in values.items():
            answer.number(f"{topic} {name}", value)


def decode_by_matrix(path, answer, matrix, name_of):
    for topic, frame in frames_of(path):
        answer.message(topic, round(frame.timestamp * 1e9), len(frame.data))
        message = matrix.frame_by_id(canmatrix.ArbitrationId(frame.arbitration_id, frame.is_extended_id))
        # It wants frames of exactly the length of their message.
        data = bytes(frame.data).ljust(message.size, b"\0")[: message.size]
        for name, decoded in message.decode(data).items():
            signal = decoded.signal
            if signal.start_bit + signal.size <= 8 * len(frame.data):
                answer.number(f"{topic} {name_of(message, name, signal)}", decoded.phys_value)
