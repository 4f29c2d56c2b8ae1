#!/usr/bin/env bash
# asammdf 8.8.28: a formula (ASAM MDF 4, cc_type 3) is calculated in the type of the raw values, so that the square of a whole number of 16 bits overflows
# 32 bits: figures are negative, or too small, without a word.
#
# Seen: `X1 ** 2 / 1000` of 65535 is -131.071, not 4294836.225; of the same number as a float it is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from asammdf import MDF, Signal
from asammdf.blocks.conversion_utils import from_dict

def read(kind):
    mdf = MDF(version='4.10')
    square = from_dict({'formula': 'X1 ** 2 / 1000'})
    mdf.append([Signal(np.array([65535], kind), np.array([0.0]), name='x', conversion=square)])
    with MDF(mdf.save(f'{kind}.mf4', overwrite=True)) as written:
        return float(written.get('x').samples[0])

print(read('u2'), read('f8'))
assert abs(read('f8') - 65535**2 / 1000) < 1e-6
assert read('u2') == -131.071
PYTHON
