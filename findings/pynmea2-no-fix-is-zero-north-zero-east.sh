#!/usr/bin/env bash
# pynmea2 1.19.0: a receiver without a fix leaves latitude and longitude of GGA and RMC empty (NMEA 0183), and the decoded position is
# 0.0, 0.0: a place in the Gulf of Guinea rather than none. The texts `lat` and `lon` stay empty, so that only they tell, with the quality
# 0 of GGA and the status V of RMC. The altitude, empty as well, is None.
#
# Seen: latitude 0.0, longitude 0.0, altitude None, quality 0 for GGA; 0.0, 0.0 and V for RMC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pynmea2==1.19.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from functools import reduce
import pynmea2

def sentence(body):
    return f"${body}*{reduce(lambda a, b: a ^ b, body.encode()):02X}"

gga = pynmea2.parse(sentence("GPGGA,120000.00,,,,,0,00,99.9,,,,,,"), check=True)
rmc = pynmea2.parse(sentence("GPRMC,120000.00,V,,,,,,,290126,,,N"), check=True)
print("GGA", gga.latitude, gga.longitude, gga.altitude, gga.gps_qual, repr(gga.lat))
print("RMC", rmc.latitude, rmc.longitude, rmc.status)
assert (gga.latitude, gga.longitude, gga.altitude, gga.gps_qual, gga.lat) == (0.0, 0.0, None, 0, "")
assert (rmc.latitude, rmc.longitude, rmc.status) == (0.0, 0.0, "V")
PYTHON
