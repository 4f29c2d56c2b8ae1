#!/usr/bin/env bash
# fastparquet 2026.9.0 with pandas 3.1.1: `to_parquet(engine='fastparquet', times='int96')` writes times that are a thousandth of the right ones.
#
# It takes the numbers of a column of times for nanoseconds. Since pandas 3 they are microseconds, unless the column says otherwise. 14 November 2023 becomes a day in January 1970, which pyarrow and fastparquet itself then read. With the default (`times='int64'`)
# the times are right.
#
# Seen: years 1970 for int96, 2023 for int64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pandas as pd

def year(frame, **options):
    frame.to_parquet('drive.parquet', engine='fastparquet', **options)
    return {engine: pd.read_parquet('drive.parquet', engine=engine)['time'].iloc[0].year for engine in ('pyarrow', 'fastparquet')}

numbers = pd.DataFrame({'time': pd.to_datetime([1_700_000_000, 1_700_000_001], unit='s')})
texts = pd.DataFrame({'time': pd.to_datetime(['2023-11-14T22:13:20', '2023-11-14T22:13:21'])})
nanoseconds = texts.astype({'time': 'datetime64[ns]'})
for name, frame in (('numbers', numbers), ('texts', texts), ('nanoseconds', nanoseconds)):
    print(name, frame['time'].dtype, year(frame, times='int96'), year(frame))
for frame in (numbers, texts):
    assert year(frame, times='int96') == {'pyarrow': 1970, 'fastparquet': 1970}
    assert year(frame) == {'pyarrow': 2023, 'fastparquet': 2023}
assert year(nanoseconds, times='int96') == {'pyarrow': 2023, 'fastparquet': 2023}
PYTHON
