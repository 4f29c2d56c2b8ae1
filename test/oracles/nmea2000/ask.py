"""Results of an independent reader for NMEA 2000: python ask.py FILE... > expected.json

FILE: a log of candump -l, decoded by the package nmea2000 (which uses the database of CANboat). Needs: nmea2000.

Per file and per group and field: how many figures, the lowest and the highest, in the reader's units. Figures that no
vehicle measures are left out, by the bounds of Argus: temperatures outside of -100 to 1500 °C, shares outside of 0 to 100 %
of what is full at 100 %, voltages of batteries outside of 0 to 2000 V, speeds above 600 km/h.
"""

import json
import os
import sys

from nmea2000.decoder import NMEA2000Decoder

full = {"stateOfCharge", "level", "engineLoad"}
volts = {"voltage", "dcVoltage"}


def plausible(name, unit, value):
    if unit == "K":
        return -100 < value - 273.15 < 1500
    if name in full:
        return 0 <= value <= 100
    if name in volts:
        return 0 <= value <= 2000
    return name != "sog" or value <= 600 / 3.6


def ask(path):
    decoder = NMEA2000Decoder()
    found = {}
    for line in open(path):
        message = decoder.decode(line.strip())
        if message is None:
            continue
        for field in message.fields:
            if isinstance(field.value, (int, float)) and not isinstance(field.value, bool):
                if plausible(field.id, field.unit_of_measurement, field.value):
                    found.setdefault(f"{message.PGN} {field.id}", []).append(field.value)
    return {name: [len(values), min(values), max(values)] for name, values in sorted(found.items())}


print(json.dumps({os.path.basename(path): ask(path) for path in sys.argv[1:]}, indent=1))
