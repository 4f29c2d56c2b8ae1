"""Telemetry logs of MAVLink, read by pymavlink: every number of every message; of arrays the first."""

import os

os.environ["MAVLINK20"] = "1"
os.environ["MAVLINK_DIALECT"] = "ardupilotmega"

from pymavlink import mavutil  # noqa: E402

from answers import serve  # noqa: E402


def ask(path, answer):
    log = mavutil.mavlogfile(path)
    while (message := log.recv_msg()) is not None:
        topic = f"{message.get_type()} {message.get_srcSystem()}/{message.get_srcComponent()}"
        answer.message(topic, round(message._timestamp * 1e9))
        for name in message.get_fieldnames():
            value = getattr(message, name)
            answer.value(f"{topic} {name}", value[0] if isinstance(value, list) else value)


serve(ask)
