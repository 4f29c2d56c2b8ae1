"""ROS bags, read by rosbags. Messages of ROS 1 are decoded by the definitions in the bag."""

import pathlib

from rosbags.rosbag1 import Reader as Ros1Reader
from rosbags.rosbag2 import Reader as Ros2Reader
from rosbags.typesys import Stores, get_types_from_msg, get_typestore

from answers import serve


def plain(message):
    if hasattr(message, "__dataclass_fields__"):
        return {name: plain(getattr(message, name)) for name in message.__dataclass_fields__ if not name.startswith("__")}
    if isinstance(message, list):
        return [plain(each) for each in message]
    return message.tolist() if hasattr(message, "tolist") else message


def ask_ros1(path, answer):
    with Ros1Reader(path) as reader:
        stores = {}
        for connection, time, raw in reader.messages():
            if connection.id not in stores:
                # Each has its own, since types of one name differ from file to file only.
                store = get_typestore(Stores.EMPTY)
                store.register(get_types_from_msg(connection.msgdef.data, connection.msgtype))
                stores[connection.id] = store
            answer.message(connection.topic, time, len(raw))
            message = plain(stores[connection.id].deserialize_ros1(raw, connection.msgtype))
            for name, value in message.items():
                answer.value(f"{connection.topic} {name}", value)


def ask(path, answer):
    path = pathlib.Path(path)
    if path.suffix == ".bag":
        return ask_ros1(path, answer)
    with Ros2Reader(path) as reader:
        for connection, time, raw in reader.messages():
            answer.message(connection.topic, time, len(raw))


serve(ask)
