"""Exports an MDF file as Parquet with asammdf: python asammdf-parquet.py FILE. The files go to FILE.tables. Prints values of the
time channels, seconds and seconds of processor time as JSON."""

import contextlib
import json
import pathlib
import sys
import time

# A script beside this one has the name of the library.
sys.path.pop(0)

from asammdf import MDF

path = pathlib.Path(sys.argv[1])
folder = path.with_suffix(path.suffix + ".tables")
folder.mkdir(exist_ok=True)

started, busy = time.perf_counter(), time.process_time()
# asammdf prints how fast it converts.
with contextlib.redirect_stdout(sys.stderr), MDF(path) as mdf:
    messages = sum(group.channel_group.cycles_nr for group in mdf.groups)
    for index, _ in enumerate(mdf.groups):
        mdf.get_group(index).to_parquet(folder / f"{index}.parquet", compression="snappy")
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
