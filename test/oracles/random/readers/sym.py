"""The signals of a candump log by the symbol file beside it, decoded by cantools, or by canmatrix in version 5."""

import canmatrix
import canmatrix.formats
import cantools

from answers import serve
from databases import decode_log, frames_of


def decode_old(path, answer):
    with open(f"{path}.dbc", "rb") as file:
        (matrix,) = canmatrix.formats.load(file, "sym").values()
    for topic, frame in frames_of(path):
        answer.message(topic, round(frame.timestamp * 1e9), len(frame.data))
        symbol = matrix.frame_by_id(canmatrix.ArbitrationId(frame.arbitration_id, frame.is_extended_id))
        # It wants frames of exactly the length of their symbol.
        data = bytes(frame.data).ljust(symbol.size, b"\0")[: symbol.size]
        for name, decoded in symbol.decode(data).items():
            signal = decoded.signal
            if signal.start_bit + signal.size > 8 * len(frame.data):
                continue
            # It calls the switch after its symbol, and the values after the switch.
            known = next(iter(symbol.mux_names.values())) if signal.is_multiplexer else name
            answer.number(f"{topic} {known}", decoded.phys_value)


def ask(path, answer):
    with open(f"{path}.dbc", encoding="latin-1") as file:
        is_old = file.readline().startswith("FormatVersion=5")
    if is_old:
        decode_old(path, answer)
    else:
        decode_log(path, answer, cantools.database.load_file(f"{path}.dbc", database_format="sym", strict=False))


serve(ask)
