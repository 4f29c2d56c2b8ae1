"""The signals of a candump log by the symbol file beside it, decoded by cantools, or by canmatrix in version 5."""

import canmatrix.formats
import cantools

from answers import serve
from databases import decode_by_matrix, decode_log


def name_of(symbol, name, signal):
    """It calls the switch after its symbol, and the values after the switch."""
    return next(iter(symbol.mux_names.values())) if signal.is_multiplexer else name


def ask(path, answer):
    with open(f"{path}.dbc", encoding="latin-1") as file:
        is_old = file.readline().startswith("FormatVersion=5")
    if is_old:
        with open(f"{path}.dbc", "rb") as file:
            (matrix,) = canmatrix.formats.load(file, "sym").values()
        decode_by_matrix(path, answer, matrix, name_of)
    else:
        decode_log(path, answer, cantools.database.load_file(f"{path}.dbc", database_format="sym", strict=False))


serve(ask)
