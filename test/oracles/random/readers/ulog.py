"""ULog files, read by pyulog: every field of every message."""

import re

from pyulog import ULog

from answers import serve


def ask(path, answer):
    log = ULog(path)
    for data in log.data_list:
        topic = data.name if data.multi_id == 0 else f"{data.name}/{data.multi_id}"
        for time in data.data["timestamp"].tolist():
            answer.message(topic, time * 1000)
        for field in data.field_data:
            if "_padding" in field.field_name or field.type_str == "char":
                continue
            # Elements of an array are columns of their own.
            name = re.sub(r'\[[0-9]+\]$', '', field.field_name)
            key = f"{topic} {name}"
            for value in data.data[field.field_name].tolist():
                answer.number(key, value)


serve(ask)
