"""DataFlash logs of ArduPilot, read by pymavlink: every number of every message."""

from pymavlink import DFReader

from answers import serve


def ask(path, answer):
    log = DFReader.DFReader_binary(path)
    # The definitions come before everything else, at the time of the first message.
    while (message := log.recv_msg()) is not None:
        name = message.get_type()
        if name == "FMT":
            continue
        answer.message(name, int(message.TimeUS) * 1_000)
        for field in message._fieldnames:
            answer.value(f"{name} {field}", getattr(message, field))


serve(ask)
