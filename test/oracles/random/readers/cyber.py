"""Records of Apollo Cyber, read by cyber_record: every number of every message, those that it does not hold by their default."""

from cyber_record.record import Record

from answers import serve


def plain(message):
    fields = {}
    for field in message.DESCRIPTOR.fields:
        value = getattr(message, field.name)
        if field.label == field.LABEL_REPEATED:
            fields[field.name] = [plain(each) if field.message_type else each for each in value]
        elif not field.message_type:
            fields[field.name] = value
        elif message.HasField(field.name):
            fields[field.name] = plain(value)
    return fields


def ask(path, answer):
    with Record(path) as record:
        for topic, message, time in record.read_messages():
            answer.message(topic, time)
            for name, value in plain(message).items():
                answer.value(f"{topic} {name}", value)


serve(ask)
