"""What pyarrow says of series: read.py FILE.arrows FILE.parquet, the same series in both.

Compares the two tables and prints JSON: the schema, its metadata and the columns of the Arrow stream.
"""

import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq

with pa.ipc.open_stream(sys.argv[1]) as stream:
    table = stream.read_all()
table.validate(full=True)


def columns(of: pa.Table) -> dict:
    return {name: (of[name].cast("int64") if name == "time_ns" else of[name]).to_pylist() for name in of.column_names}


assert repr(columns(table)) == repr(columns(pq.read_table(sys.argv[2])))
about = table.schema.metadata[b"argus"]
assert about == pq.read_schema(sys.argv[2]).metadata[b"argus"]


def texts(metadata: dict | None) -> dict:
    return {key.decode(): value.decode() for key, value in (metadata or {}).items()}


print(
    json.dumps(
        {
            "fields": {
                field.name: {"type": str(field.type), "nullable": field.nullable, "metadata": texts(field.metadata)}
                for field in table.schema
            },
            "about": json.loads(about),
            "columns": {**columns(table), "time_ns": [str(time) for time in columns(table)["time_ns"]]},
        }
    )
)
