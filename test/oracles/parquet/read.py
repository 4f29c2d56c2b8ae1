"""What readers of Parquet say of an export: read.py FOLDER FILE.md, where FOLDER holds `tables`.

Compares pyarrow, DuckDB and pandas for every file, runs the queries of the page, and prints JSON: rows of each file, and
rows of each answer of SQL.
"""

import json
import os
import re
import sys
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet

folder, page = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
os.chdir(folder)

files = {}
for path in sorted(Path("tables").rglob("*.parquet")):
    arrow = pyarrow.parquet.read_table(path)
    frame = pandas.read_parquet(path)
    duck = duckdb.read_parquet(str(path)).to_arrow_table()
    # DuckDB names UTC otherwise; as text NaN equals NaN.
    duck = duck.cast(arrow.schema.remove_metadata())
    assert repr(duck.to_pydict()) == repr(arrow.to_pydict()), path
    assert list(frame.columns) == arrow.column_names, path
    assert len(frame) == arrow.num_rows, path
    about = json.loads(arrow.schema.metadata[b"argus"])
    assert [column["name"] for column in about["columns"]] == arrow.column_names, path
    times = arrow["time_ns"].cast("int64").to_pylist()
    files[str(path)] = {"rows": arrow.num_rows, "first_ns": str(times[0]), "last_ns": str(times[-1])}

answers = [len(duckdb.sql(query).fetchall()) for query in re.findall(r"```sql\n(.*?);\n```", page, re.S)]

for program in re.findall(r"```python\n(.*?)```", page, re.S):
    names: dict = {}
    exec(program, names)
    assert names["units"]["time_ns"] == "ns"
    assert len(names["both"]) == len(names["battery"])

print(json.dumps({"files": files, "answers": answers}))
