"""Results of rosbags for ROS 1 bags, see ../bag_answers.py: python ask.py FILE... > expected.json"""

import pathlib
import sys

from rosbags.rosbag1 import Reader
from rosbags.typesys import Stores, get_types_from_msg, get_typestore

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import bag_answers  # noqa: E402


def decoder_of(reader):
    store = get_typestore(Stores.ROS1_NOETIC)
    for connection in reader.connections:
        store.register(get_types_from_msg(connection.msgdef.data, connection.msgtype))
    return store.deserialize_ros1


bag_answers.main(Reader, decoder_of)
