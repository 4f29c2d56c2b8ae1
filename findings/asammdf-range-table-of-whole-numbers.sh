#!/usr/bin/env bash
# asammdf 8.8.28: a range table (CC block of type 6) on whole numbers gives the default for values inside of a range, and the range's value for those
# above it. ASAM MDF closes the ranges of whole numbers at both ends. On floating point numbers the same table is read as it is written.
#
# So a differential test against asammdf has to compute range tables by itself.
#
# Seen: ranges 10 to 20 and 40 to 50, default -1: 10, 15, 20, 30, 45 give -1, -1, 1, 1, -1 as integers, and 1, 1, -1, -1, 2 as floats.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from asammdf.blocks.v4_blocks import ChannelConversion

table = ChannelConversion(conversion_type=6, val_param_nr=7, default=-1.0,
                          lower_0=10, upper_0=20, phys_0=1.0, lower_1=40, upper_1=50, phys_1=2.0)
raw = [10, 15, 20, 30, 45]
whole = table.convert(np.array(raw, dtype='i4')).tolist()
floating = table.convert(np.array(raw, dtype='f8')).tolist()
print(whole, floating)
assert whole == [-1, -1, 1, 1, -1], whole
assert floating == [1, 1, -1, -1, 2], floating
PYTHON
