"""Tables with a column of times: CSV read by the csv module, JSON lines by the json module, Parquet by pyarrow."""

import csv
import datetime
import json
import os

import pyarrow.parquet

from answers import serve


def csv_rows(path):
    is_german = path.endswith(".german.csv")
    with open(path, newline="", encoding="utf-8-sig") as file:
        head = file.readline()
        separator = next(each for each in ";\t|," if each in head)
        file.seek(0)
        for row in csv.DictReader(file, delimiter=separator):
            yield {name: cell.replace(",", ".") if is_german else cell for name, cell in row.items()}


def json_rows(path):
    with open(path, encoding="utf-8") as file:
        yield from map(json.loads, file)


READERS = {
    ".csv": csv_rows,
    ".jsonl": json_rows,
    ".parquet": lambda path: pyarrow.parquet.read_table(path).to_pylist(),
}


def nanoseconds(heading, cell):
    if isinstance(cell, str) and "T" in cell:
        cell = datetime.datetime.fromisoformat(cell)
    if isinstance(cell, datetime.datetime):
        since = cell.replace(tzinfo=datetime.timezone.utc) - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return (since // datetime.timedelta(microseconds=1)) * 1_000
    return int(cell) * 1_000_000 if heading.endswith("[ms]") else round(float(cell) * 1_000) * 1_000_000


def number(cell):
    try:
        return float(cell)
    except (TypeError, ValueError):
        return None


def ask(path, answer):
    topic = "lines" if path.endswith(".jsonl") else "table"
    for row in READERS[os.path.splitext(path)[1]](path):
        heading, time = next(iter(row.items()))
        answer.message(topic, nanoseconds(heading, time))
        for name, cell in list(row.items())[1:]:
            value = number(cell)
            if value is not None:
                answer.number(f"{topic} {name}", value)


serve(ask)
