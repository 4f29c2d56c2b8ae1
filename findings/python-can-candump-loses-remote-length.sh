#!/usr/bin/env bash
# python-can 4.6.1: in its candump logs a remote frame loses the length that it asks for, and an error frame the bus it was on.
#
# Remote frames are written as "012#R", although can-utils' own notation has the length behind the R; error frames are written with their bus
# ("can1 20000080#"), but the reader does not take the bus from that line.
#
# Seen: a remote frame with DLC 4 comes back with DLC 0; an error frame of channel 1 comes back with channel None.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import can

writer = can.Logger('drive.log')
writer(can.Message(timestamp=1, arbitration_id=0x12, is_remote_frame=True, dlc=4, is_extended_id=False, channel=1))
writer(can.Message(timestamp=2, is_error_frame=True, is_extended_id=False, channel=1))
writer.stop()
print(open('drive.log').read())
remote, error = can.LogReader('drive.log')
assert remote.is_remote_frame and remote.dlc == 0, remote
assert error.is_error_frame and error.channel is None, error
assert 'can1' in open('drive.log').read().splitlines()[1]
PYTHON
