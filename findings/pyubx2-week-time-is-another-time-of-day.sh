#!/usr/bin/env bash
# pyubx2 1.4.0: the time of week of a UBX message (`iTOW`, milliseconds of the GPS week) comes as a time of day: the day is gone, so that it jumps back at
# each midnight, and the leap seconds of today (18) are taken off, whenever the message was recorded.
#
# In one NAV-PVT of 2014, when there were 16, it is two seconds behind the UTC in the same message.
#
# Seen for Wednesday 2014-06-04 10:17:18 UTC (iTOW 296254000): fields hour, min, second 10:17:18; iTOW 10:17:16. A day later iTOW is the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyubx2==1.4.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct
from pyubx2 import GET, UBXMessage

def nav_pvt(time_of_week_ms, day):
    head = struct.pack('<IH6BIi4B', time_of_week_ms, 2014, 6, day, 10, 17, 18, 7, 25, 0, 3, 1, 0, 10)
    return UBXMessage('NAV', 'NAV-PVT', GET, payload=head + bytes(92 - len(head)))

wednesday = ((3 * 24 + 10) * 3600 + 17 * 60 + 18 + 16) * 1000
first, next_day = nav_pvt(wednesday, 4), nav_pvt(wednesday + 86_400_000, 5)
utc = (first.hour, first.min, first.second)
shown = [str(message).split('iTOW=')[1].split(',')[0] for message in (first, next_day)]
print(utc, shown)
assert utc == (10, 17, 18) and shown == ['10:17:16', '10:17:16']
PYTHON
