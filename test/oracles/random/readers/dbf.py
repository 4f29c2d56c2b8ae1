"""The signals of a candump log by the database of BUSMASTER beside it, decoded by canmatrix."""

import canmatrix.formats

from answers import serve
from databases import decode_by_matrix


def ask(path, answer):
    with open(f"{path}.dbc", "rb") as file:
        (matrix,) = canmatrix.formats.load(file, "dbf").values()
    decode_by_matrix(path, answer, matrix, lambda _frame, name, _signal: name)


serve(ask)
