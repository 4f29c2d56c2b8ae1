#!/usr/bin/env bash
# asammdf 8.8.28: a sample that the recorder marked as invalid (MDF 4.1 invalidation bit) is left out by `get`, but in `to_dataframe` and in CSV
# exports its row has the value of the sample before.
#
# The table therefore shows a measurement that never took place, at a time that does exist.
#
# Seen for 1, 2 (invalid), 3: `get` gives 1, 3; the data frame and the CSV give 1, 1, 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import glob
import numpy as np
from asammdf import MDF, Signal

with MDF(version='4.10') as mdf:
    invalid = np.array([False, True, False])
    mdf.append([Signal(np.array([1, 2, 3], dtype='u1'), np.array([0.0, 1.0, 2.0]), name='x', invalidation_bits=invalid)])
    mdf.save('invalid.mf4')
with MDF('invalid.mf4') as mdf:
    valid = mdf.get('x').samples.tolist()
    table = mdf.to_dataframe()['x'].tolist()
    mdf.export('csv', 'invalid.csv')
rows = list(csv.reader(open(glob.glob('*.csv')[0])))
exported = [int(row[1]) for row in rows[1:]]
print(valid, table, exported)
assert valid == [1, 3] and table == [1, 1, 3] and exported == [1, 1, 3]
PYTHON
