"""Drives with a database of cantools."""

import can


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
