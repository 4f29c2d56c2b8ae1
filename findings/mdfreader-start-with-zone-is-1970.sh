#!/usr/bin/env bash
# mdfreader 4.3: an MDF 4 that states its offset from UTC, as the format advises (HD block, flag "time offsets valid"), began in 1970: the start is the offset,
# without the time. One in local time without an offset is read right.
#
# Seen for 2024-07-01 12:00 written by asammdf 8.8.28: 1719835200 s for local time, 0 for UTC, 7200 for a zone two hours ahead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mdfreader==4.3 asammdf==8.8.28 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import mdfreader
import numpy as np
from asammdf import MDF, Signal

def start(zone):
    with MDF(version='4.10') as mdf:
        mdf.append([Signal(np.arange(2), np.arange(2.0), name='x')])
        mdf.start_time = datetime.datetime(2024, 7, 1, 12, tzinfo=zone)
        mdf.save('start.mf4', overwrite=True)
    with MDF('start.mf4') as written:
        assert written.start_time.replace(tzinfo=None) == datetime.datetime(2024, 7, 1, 12)
    return mdfreader.Mdf('start.mf4').fileMetadata['time']

starts = [start(zone) for zone in (None, datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=2)))]
print(starts)
assert starts == [1719835200, 0, 7200]
PYTHON
