#!/usr/bin/env bash
# python-can 4.6.1: in an ASC that says "timestamps relative", each time counts from the event before it (Vector, description of the ASC format). The reader takes
# each for itself, so that a drive has the length of its longest pause, and its frames are in no order.
#
# With `relative_timestamp=False` the date of the file is added to each, with the same result.
#
# Seen for frames 100 ms apart from each other: 0.1, 0.1, 0.1 instead of 0.1, 0.2, 0.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

with open('relative.asc', 'w') as file:
    file.write('''date Mon Jan 1 12:00:00.000 pm 2024
base hex  timestamps relative
internal events logged
Begin Triggerblock Mon Jan 1 12:00:00.000 pm 2024
   0.000000 Start of measurement
   0.100000 1  123             Rx   d 2 01 02
   0.100000 1  123             Rx   d 2 03 04
   0.100000 1  123             Rx   d 2 05 06
End TriggerBlock
''')
with can.LogReader('relative.asc') as frames:
    times = [frame.timestamp for frame in frames]
with can.LogReader('relative.asc', relative_timestamp=False) as frames:
    absolute = {frame.timestamp for frame in frames}
print(times, absolute)
assert times == [0.1, 0.1, 0.1] and len(absolute) == 1
PYTHON
