#!/usr/bin/env bash
# mf4-rs 3.7.0: a channel of floating point numbers of 16 bits, which ASAM MDF has since 4.2 and asammdf 8.8.28 writes, is NaN throughout, as a channel is whose samples are
# all marked as invalid. No error is raised.
#
# Seen for 1.5 and 2.5: NaN and NaN; with 32 bits 1.5 and 2.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mf4-rs==3.7.0 asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import math
import numpy as np
from asammdf import MDF, Signal
from mf4_rs import Mdf

def read(kind):
    with MDF(version='4.20') as mdf:
        mdf.append([Signal(np.array([1.5, 2.5], kind), np.arange(2.0), name='pressure')])
        mdf.save(f'{kind}.mf4', overwrite=True)
    with MDF(f'{kind}.mf4') as written:
        assert written.get('pressure').samples.tolist() == [1.5, 2.5]
    return [float(value) for value in Mdf(f'{kind}.mf4').values('pressure')]

half, single = read('f2'), read('f4')
print(half, single)
assert single == [1.5, 2.5] and all(math.isnan(value) for value in half)
PYTHON
