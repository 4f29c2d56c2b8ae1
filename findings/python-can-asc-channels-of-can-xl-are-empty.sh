#!/usr/bin/env bash
# python-can 4.6.1: an ASC of a channel of CAN XL has no frames, and nothing says so.
#
# On a channel of CAN XL, all frames are written as `CANXL` events, also those of CAN and CAN FD (as `log2asc -x` of can-utils writes it). The
# reader knows `CANFD` and lines that begin with a channel; it passes over all others, so that a drive on such a channel reads as an empty one.
#
# Seen: of three lines (classic, CAN FD, CAN XL) no message comes back, and no error or warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-can==4.6.1
cd "$folder"
cat >drive.asc <<'ASC'
date Tue Nov 14 22:13:20 2023
base hex  timestamps absolute
no internal events logged
// version 18.2.0
   0.001000 CANXL   1 Rx   CBFF   984438   4656       123                                  3 3 3c fd e6 123123 00000000 00000000
   0.002000 CANXL   1 Rx   FBFF   984438   4656       124                                  9 12 91 ff c9 11 f5 7c ce d4 58 bb bf 2c 8 123123 00003000 00000000
   0.003000 CANXL   1 Rx   XLFF   984438   4656       125                                  00 1 1 2 1 1f96 45 12345678 dd 0a 123123 01403000 00000000
ASC
"$folder/venv/bin/python" -W error - <<'PYTHON'
import logging

import can

logging.basicConfig(level=logging.WARNING)
messages = list(can.LogReader('drive.asc'))
print(len(messages), 'of 3')
assert messages == [], messages
PYTHON
