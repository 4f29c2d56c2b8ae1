#!/usr/bin/env bash
# asammdf 8.8.28: a sample whose time is before its predecessor's is in the file and in `get`, but not in `to_dataframe`, and `cut` ends at it.
#
# A recorder whose clock is set back in mid-drive loses a part of its samples on the way into pandas, with no warning and no count.
#
# Seen for times 0, 2, 1: `get` gives all three, the data frame the rows 0 and 2, `cut(0, 1.5)` only the one at 0 although
# the one at 1 lies inside.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from asammdf import MDF, Signal

with MDF(version='4.10') as mdf:
    mdf.append([Signal(np.array([1, 2, 3], dtype='u1'), np.array([0.0, 2.0, 1.0]), name='x')])
    mdf.save('back.mf4')
with MDF('back.mf4') as mdf:
    whole = mdf.get('x').timestamps.tolist()
    table = mdf.to_dataframe().index.tolist()
    cut = mdf.cut(0, 1.5).get('x').timestamps.tolist()
print(whole, table, cut)
assert whole == [0.0, 2.0, 1.0] and table == [0.0, 2.0] and cut == [0.0], (whole, table, cut)
PYTHON
