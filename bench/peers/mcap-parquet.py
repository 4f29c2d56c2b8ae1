"""Writes the messages of a ROS 2 MCAP as Parquet, one file for each topic, with mcap_ros2 and pyarrow: python mcap-parquet.py
FILE. The files go to FILE.tables. Prints rows, seconds and seconds of processor time as JSON."""

import json
import pathlib
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
from mcap.reader import make_reader
from mcap_ros2.decoder import DecoderFactory

path = pathlib.Path(sys.argv[1])
folder = path.with_suffix(path.suffix + ".tables")
folder.mkdir(exist_ok=True)
BATCH = 5_000


def flatten(message, row, prefix):
    for name in message.__slots__:
        value = getattr(message, name)
        if hasattr(value, "__slots__"):
            flatten(value, row, f"{prefix}{name}.")
        elif isinstance(value, list) and value and hasattr(value[0], "__slots__"):
            for index, each in enumerate(value):
                flatten(each, row, f"{prefix}{name}[{index}].")
        else:
            row[prefix + name] = value
    return row


class Topic:
    def __init__(self, name):
        self.file = folder / (name.strip("/").replace("/", "_") + ".parquet")
        self.rows, self.writer = [], None

    def add(self, row):
        self.rows.append(row)
        if len(self.rows) >= BATCH:
            self.flush()

    def flush(self):
        if self.rows:
            schema = self.writer and self.writer.schema
            table = pa.Table.from_pylist(self.rows, schema=schema)
            self.writer = self.writer or pq.ParquetWriter(self.file, table.schema, compression="snappy")
            self.writer.write_table(table)
            self.rows = []

    def close(self):
        self.flush()
        self.writer.close()


started, busy = time.perf_counter(), time.process_time()
topics, messages = {}, 0
with path.open("rb") as stream:
    reader = make_reader(stream, decoder_factories=[DecoderFactory()])
    for _, channel, message, decoded in reader.iter_decoded_messages():
        topic = topics.get(channel.topic) or topics.setdefault(channel.topic, Topic(channel.topic))
        topic.add(flatten(decoded, {"log_time": message.log_time}, ""))
        messages += 1
for topic in topics.values():
    topic.close()
seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"messages": messages, "seconds": seconds, "cpu_seconds": cpu_seconds}))
