"""Results of independent readers for the protocols on CAN: python ask.py FILE... > expected.json

FILE: an MDF4 bus log (.MF4, read by asammdf) or a candump log (.log, read by python-can). ISO-TP is put together by
can-isotp, UDS answers are interpreted by udsoncan, J1939 messages and DM1 by can-j1939, single-frame values are decoded by
cantools with parameters.dbc beside this file. Needs: asammdf cantools python-can udsoncan can-isotp can-j1939.

Per file: frames, and per "bus id" the values (count, min, max) of each signal, trouble codes with how often they were
reported, and VINs.
"""

import json
import logging
import os
import sys
from collections import Counter, defaultdict

import asammdf
import can
import cantools
import isotp
import j1939
from udsoncan import Response
from udsoncan.services import ReadDTCInformation

logging.disable(logging.CRITICAL)
here = os.path.dirname(os.path.abspath(__file__))
database = cantools.database.load_file(os.path.join(here, "parameters.dbc"))


def frames_of(path):
    """(seconds, bus, id, extended, data) of every data frame, in order of time."""
    if path.endswith(".log"):
        for message in can.CanutilsLogReader(path):
            yield message.timestamp, message.channel, message.arbitration_id, message.is_extended_id, bytes(message.data)
        return
    frames = []
    with asammdf.MDF(path) as mdf:
        for index, group in enumerate(mdf.groups):
            if not any(channel.name == "CAN_DataFrame" for channel in group.channels):
                continue
            signal = mdf.get("CAN_DataFrame", group=index, raw=True)
            for seconds, sample in zip(signal.timestamps, signal.samples):
                field = lambda name: sample[f"CAN_DataFrame.{name}"]
                identifier = int(field("ID")) & 0x1FFFFFFF
                data = bytes(field("DataBytes"))[: int(field("DataLength"))]
                frames.append((float(seconds), f"CAN {int(field('BusChannel'))}", identifier, identifier > 0x7FF, data))
    yield from sorted(frames, key=lambda frame: frame[0])


class IsoTp:
    """The messages that one identifier sends, as reassembled by can-isotp."""

    def __init__(self, identifier, extended):
        self.identifier, self.extended, self.waiting = identifier, extended, []
        mode = isotp.AddressingMode.Normal_29bits if extended else isotp.AddressingMode.Normal_11bits
        address = isotp.Address(mode, rxid=identifier, txid=identifier ^ 8)
        take = lambda timeout: self.waiting.pop(0) if self.waiting else None
        self.layer = isotp.TransportLayerLogic(take, lambda message: None, address, lambda error: None)

    def add(self, data):
        self.waiting.append(isotp.CanMessage(self.identifier, data=data, extended_id=self.extended, is_fd=len(data) > 8))
        self.layer.process()
        while self.layer.available():
            yield bytes(self.layer.recv())


def is_diagnostic(identifier, extended):
    return (identifier >> 16) == 0x18DA if extended else 0x7E8 <= identifier <= 0x7EF or identifier == 0x77E


def obd_dtc(high, low):
    return "PCBU"[high >> 6] + f"{(high & 0x3F) << 8 | low:04X}"


def read_diagnostic(message, codes, vins):
    service = message[0]
    if service in (0x43, 0x47, 0x4A):
        for at in range(2, 2 + 2 * message[1], 2):
            codes[f"obd {obd_dtc(*message[at : at + 2])}"] += 1
    elif message[:2] == b"\x49\x02":
        vins.add(message[3:20].decode())
    elif message[:3] == b"\x62\xf1\x90":
        vins.add(message[3:20].decode())
    elif message[:2] == b"\x59\x02":
        response = Response.from_payload(message)
        ReadDTCInformation.interpret_response(response, subfunction=2, ignore_all_zero_dtc=True)
        for dtc in response.service_data.dtcs:
            raw = dtc.id.to_bytes(3, "big")
            codes[f"uds {obd_dtc(raw[0], raw[1])}-{raw[2]:02X}"] += 1


def j1939_of(codes, vins):
    """A can-j1939 unit that listens; it receives complete broadcasts and single frames."""
    unit = j1939.ElectronicControlUnit(send_message=lambda *_: None)

    def heard(priority, pgn, source, timestamp, data):
        if pgn == 0xFECA:
            for at in range(2, len(data) - 3, 4):
                word = int.from_bytes(data[at : at + 4], "little")
                dtc = j1939.DTC(dtc=word)
                if word not in (0, 0xFFFFFFFF):
                    codes[f"j1939 SPN {dtc.spn} FMI {dtc.fmi}"] += 1
        elif pgn == 0xFEEC:
            vins.add(bytes(data).decode().split("*")[0])

    unit.subscribe(heard)
    return unit


def ask(path):
    count, values, codes, vins = 0, defaultdict(list), Counter(), set()
    channels, units = {}, {}
    for seconds, bus, identifier, extended, data in frames_of(path):
        count += 1
        name = f"{bus} 0x{identifier:0{8 if extended else 3}X}"
        if is_diagnostic(identifier, extended):
            channel = channels.setdefault((bus, identifier), IsoTp(identifier, extended))
            for message in channel.add(data):
                read_diagnostic(message, codes, vins)
        # can-j1939 is slow: it is only used for transport, DM1 and identification.
        if extended and (identifier >> 16 & 0x3FF) in (0xEB, 0xEC, 0xFE):
            unit = units.setdefault(bus, j1939_of(codes, vins))
            unit.notify(identifier, bytearray(data), seconds)
        decode(name, identifier, extended, data, values)
    for unit in units.values():
        unit.stop()
    return {
        "frames": count,
        "values": {key: [len(each), round(min(each), 3), round(max(each), 3)] for key, each in sorted(values.items())},
        "codes": dict(sorted(codes.items())),
        "vins": sorted(vins),
    }


def decode(name, identifier, extended, data, values):
    """Values of parameters.dbc: J1939 by parameter group, OBD-II mode 01 by its multiplexed message."""
    if extended and is_diagnostic(identifier, True) or not extended and 0x7E8 <= identifier <= 0x7EF:
        if len(data) < 8 or data[0] > 7 or data[1] != 0x41:
            return
        frame = "OBD"
    elif extended:
        pgn = identifier >> 8 & 0x3FFFF
        frame = next((each.name for each in database.messages if each.frame_id >> 8 & 0x3FFFF == pgn), None)
        if frame is None or len(data) < 8:
            return
    else:
        return
    try:
        message = database.get_message_by_name(frame)
        signals = message.decode(data, decode_choices=False, allow_truncated=True)
    except (cantools.database.DecodeError, KeyError):
        return
    for signal, value in signals.items():
        if signal in ("service", "pid"):
            continue
        definition = message.get_signal_by_name(signal)
        raw = round((value - definition.offset) / definition.scale)
        # SAE J1939-71, 5.1.4: values from 0xFB in the upper byte on are not measurements.
        if frame == "OBD" or raw >> (definition.length - 8) < 0xFB:
            values[f"{name} {signal}"].append(value)


if __name__ == "__main__":
    json.dump({os.path.basename(path): ask(path) for path in sys.argv[1:]}, sys.stdout, indent=1)
    print()
