"""Results of pandas and pyarrow for tables: python ask.py FILE... > expected.json

Per file: how many rows, the first and last cell of the first column, and of every column of numbers how many values
it has, its smallest, its largest and their sum.
"""

import json
import os
import sys

import pandas
import pyarrow


def frame_of(path):
    if path.endswith(".parquet"):
        return pandas.read_parquet(path)
    if path.endswith(".jsonl"):
        lines = [json.loads(line) for line in open(path, encoding="utf-8")]
        return pandas.json_normalize(lines)
    if path.endswith("german.csv"):
        return pandas.read_csv(path, sep=";", decimal=",")
    return pandas.read_csv(path)


def ask(path):
    frame = frame_of(path)
    first = frame.columns[0]
    numbers = frame.select_dtypes("number").drop(columns=first, errors="ignore")
    columns = {
        str(name): [int(column.count()), float(column.min()), float(column.max()), float(column.sum())]
        for name, column in numbers.items()
    }
    return {"rows": len(frame), "first": str(frame[first].iloc[0]), "last": str(frame[first].iloc[-1]), "columns": columns}


if __name__ == "__main__":
    answers = {os.path.basename(path): ask(path) for path in sys.argv[1:]}
    reader = f"pandas {pandas.__version__} with pyarrow {pyarrow.__version__}"
    json.dump({"reader": reader, "files": answers}, sys.stdout, indent=1)
    print()
