"""Results of rosbags for ROS 2 bags in SQLite, see ../bag_answers.py: python ask.py FILE.db3... > expected.json"""

import pathlib
import sys

from rosbags.rosbag2 import Reader
from rosbags.typesys import Stores, get_typestore

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import bag_answers  # noqa: E402

bag_answers.main(Reader, lambda _reader: get_typestore(Stores.ROS2_HUMBLE).deserialize_cdr)
