"""The signals of a candump log by the DBC beside it, decoded by cantools."""

import can
import cantools

from answers import serve


def ask(path, answer):
    database = cantools.database.load_file(f"{path}.dbc", strict=False)
    with can.CanutilsLogReader(path) as reader:
        for frame in reader:
            topic = f"{frame.channel} 0x{frame.arbitration_id:0{8 if frame.is_extended_id else 3}X}"
            answer.message(topic, round(frame.timestamp * 1e9), len(frame.data))
            message = database.get_message_by_frame_id(frame.arbitration_id)
            for name, value in message.decode(bytes(frame.data), decode_choices=False).items():
                answer.number(f"{topic} {name}", value)


serve(ask)
