#!/usr/bin/env bash
# python-can 4.6.1: an MF4 that it makes of another log began, by its header, at the moment of the conversion, and its frames lie at negative times before
# that. Only python-can's own reader adds both up again.
#
# Whatever goes by the start of a measurement, or cuts at zero, has a drive of today that holds nothing: asammdf 8.8.28 gives the frames of 2023 as
# hundred million seconds before the start.
#
# Seen for frames at 1700000000 and 1700000001: start today; times of both below -86400; `cut(start=0)` leaves none; python-can reads both times right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1 asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import time
import can
from asammdf import MDF

with can.Logger('drive.mf4') as writer:
    for moment in (1_700_000_000, 1_700_000_001):
        writer(can.Message(timestamp=moment, arbitration_id=1, data=[1, 2], channel=0))
with MDF('drive.mf4') as measurement:
    start = measurement.start_time
    times = measurement.get('CAN_DataFrame.ID').timestamps.tolist()
    left = len(measurement.cut(start=0).get('CAN_DataFrame.ID'))
with can.LogReader('drive.mf4') as frames:
    read_back = [frame.timestamp for frame in frames]
print(start, times, left, read_back)
assert abs(start.timestamp() - time.time()) < 86_400 and all(each < -86_400 for each in times)
assert left == 0 and [round(each, 3) for each in read_back] == [1_700_000_000, 1_700_000_001]
PYTHON
