"""Logs of openpilot, read by pycapnp with cereal's schema: events by kind, and the CAN frames in them, which are no messages
of their own."""

import importlib.util
import os

import capnp

from answers import serve

capnp.remove_import_hook()
package = importlib.util.find_spec("openpilot_logging").submodule_search_locations[0]
log = capnp.load(os.path.join(package, "cereal", "log.capnp"), imports=[os.path.join(package, "cereal")])


def name_of(kind):
    return kind.removesuffix("DEPRECATED").removesuffix("Deprecated")


def ask(path, answer):
    with open(path, "rb") as file:
        events = list(log.Event.read_multiple_bytes(file.read()))
    started = next((event.initData.wallTimeNanos - event.logMonoTime for event in events if event.which() == "initData"), 0)
    for event in events:
        time = event.logMonoTime + started
        answer.message(name_of(event.which()), time)
        if event.which() == "can":
            for frame in event.can:
                width = 8 if frame.address > 0x7FF else 3
                answer.number(f"CAN {frame.src} 0x{frame.address:0{width}X} bytes", len(frame.dat))


serve(ask)
