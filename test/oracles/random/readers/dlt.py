"""DLT logs with storage headers, read by pydlt: messages by ECU, application and context, and by the id of non-verbose ones."""

from pydlt import DltFileReader

from answers import serve

CONTROL = 3


def ask(path, answer):
    with DltFileReader(path) as reader:
        for message in reader:
            storage, standard, extended = message.str_header, message.std_header, message.ext_header
            names = [standard.ecu_id or storage.ecu_id]
            if extended:
                names += [extended.application_id, extended.context_id]
            topic = "/".join(name.rstrip("\0") for name in names if name.rstrip("\0"))
            is_control = extended and int(extended.message_type) == CONTROL
            size = standard.length - standard.bytes_length - (extended.bytes_length if extended else 0)
            if not is_control and not (extended and extended.verbose):
                topic += f" ID_{message.payload.message_id}"
            answer.message(topic, storage.seconds * 1_000_000_000 + storage.microseconds * 1_000, size)


serve(ask)
