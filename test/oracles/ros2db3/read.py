"""What rosbags and SQLite say of one ROS 2 bag: read.py FILE.db3. Prints the topics, the messages by time, and the check of the database as JSON."""

import hashlib
import json
import pathlib
import sqlite3
import sys

from rosbags.rosbag2 import Reader

path = pathlib.Path(sys.argv[1])
with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
    (check,) = database.execute("PRAGMA integrity_check").fetchone()

with Reader(path) as reader:
    topics = [
        [each.topic, each.msgtype, each.digest, each.msgdef.data, each.msgcount, len(each.ext.offered_qos_profiles)]
        for each in reader.connections
    ]
    messages = [[each.topic, str(time), hashlib.sha256(raw).hexdigest()] for each, time, raw in reader.messages()]

print(json.dumps({"check": check, "topics": topics, "messages": messages}))
