#!/usr/bin/env bash
# asammdf 8.8.28: writing a measurement as MDF 2.14 cuts the time at which it began to whole seconds, and as MDF 3.30 cuts a unit after 19
# characters. Both fields are that short in the format (HDBLOCK without a nanosecond time before 3.20; CCBLOCK unit of 20 bytes); neither is said.
#
# So the same samples lie up to a second apart in two files of one drive.
#
# Seen: 12:00:00.123456 becomes 12:00:00 in 2.14 and stays in 3.30; a unit of 20 characters comes back with 19.
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

def written(version, unit=''):
    mdf = MDF(version=version)
    mdf.append([Signal(np.array([1], dtype='u1'), np.array([0.0]), name='x', unit=unit)])
    mdf.start_time = datetime.datetime(2024, 7, 1, 12, 0, 0, 123456, tzinfo=datetime.timezone.utc)
    return MDF(str(mdf.save(f'drive_{version.replace(".", "_")}', overwrite=True)))

starts = {version: written(version).start_time.microsecond for version in ('2.14', '3.30', '4.10')}
units = {version: len(written(version, 'km/h' * 5).get('x').unit) for version in ('3.30', '4.10')}
print(starts, units)
assert starts == {'2.14': 0, '3.30': 123456, '4.10': 123456}, starts
assert units == {'3.30': 19, '4.10': 20}, units
PYTHON
