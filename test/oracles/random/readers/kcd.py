"""The signals of a candump log by the KCD beside it, decoded by cantools."""

import cantools

from answers import serve
from databases import decode_log


def ask(path, answer):
    decode_log(path, answer, cantools.database.load_file(f"{path}.dbc", database_format="kcd", strict=False))


serve(ask)
