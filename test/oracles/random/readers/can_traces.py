"""CAN traces, read by python-can; the table of SavvyCAN, which it does not know, by the csv module."""

import csv
import logging
import os

import can
from can.io.trc import TRCReader

from answers import serve

# It warns of comments in a TRC.
logging.disable(logging.CRITICAL)

READERS = {
    ".log": can.CanutilsLogReader,
    ".asc": can.ASCReader,
    ".trc": TRCReader,
    ".blf": can.BLFReader,
    ".csv": can.CSVReader,
    ".db": can.SqliteReader,
}


def bus_of(channel, kind):
    """Names of interfaces stay, channels count from 0, but those of a TRC as they are written."""
    if channel is None:
        return "CAN 1"
    if isinstance(channel, str) and not channel.isdigit():
        return channel
    return f"CAN {int(channel) + (0 if kind == '.trc' else 1)}"


def topic_of(bus, identifier, extended):
    return f"{bus} 0x{identifier:0{8 if extended else 3}X}"


def frames_of(path, kind):
    # An ASC is written in the code page of the machine (a German March has an umlaut).
    source = open(path, encoding="latin-1") if kind == ".asc" else path
    options = {"relative_timestamp": False} if kind == ".asc" else {}
    with READERS[kind](source, **options) as reader:
        yield from reader


def ask(path, answer):
    kind = os.path.splitext(path)[1]
    if kind == ".savvycan":
        return ask_savvycan(path, answer)
    for message in frames_of(path, kind):
        bus = bus_of(message.channel, kind)
        time_ns = round(message.timestamp * 1e9)
        if message.is_error_frame:
            answer.message(f"{bus} error frames", time_ns)
            continue
        topic = topic_of(bus, message.arbitration_id, message.is_extended_id)
        answer.message(topic, time_ns, 0 if message.is_remote_frame else len(message.data))


def ask_savvycan(path, answer):
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            data = [row[f"D{index}"] for index in range(1, 1 + int(row["LEN"]))]
            topic = topic_of(f"CAN {row['Bus']}", int(row["ID"], 16), row["Extended"] == "true")
            answer.message(topic, int(row["Time Stamp"]) * 1000, len(data))


serve(ask)
