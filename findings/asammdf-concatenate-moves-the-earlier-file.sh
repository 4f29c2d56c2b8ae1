#!/usr/bin/env bash
# asammdf 8.8.28: `MDF.concatenate` of two measurements in the wrong order puts the samples of the earlier one behind those of the later one, an
# hour off, although each file says when it began and `sync=True` asks that this be heeded.
#
# Seen: files that begin at 00:00 and 01:00 with samples at 0 and 1 s. In order: 0, 1, 3600, 3601. The other way round:
# 3600, 3601, 3602, 3603 counted from 00:00, so that the samples of 00:00:00 stand at 01:00:02.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import numpy as np
from asammdf import MDF, Signal

def measurement(hour):
    mdf = MDF(version='4.10')
    mdf.append([Signal(np.arange(2), np.arange(2.0), name='x')])
    mdf.start_time = datetime.datetime(2024, 1, 1, hour, tzinfo=datetime.timezone.utc)
    return mdf

in_order = MDF.concatenate([measurement(0), measurement(1)], sync=True).get('x').timestamps.tolist()
reversed_order = MDF.concatenate([measurement(1), measurement(0)], sync=True)
print(in_order, reversed_order.get('x').timestamps.tolist(), reversed_order.start_time)
assert in_order == [0, 1, 3600, 3601]
assert reversed_order.get('x').timestamps.tolist() == [3600, 3601, 3602, 3603]
assert reversed_order.start_time.hour == 0
PYTHON
