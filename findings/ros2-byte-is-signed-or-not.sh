#!/usr/bin/env bash
# rosbags 0.11.9 and @foxglove/rosmsg 5.0.5 with @foxglove/rosmsg2-serialization 3.1.0 disagree on the sign of a ROS 2 `byte`.
#
# ROS 1 has `byte` as an old name of int8; ROS 2 maps it to the IDL type octet, which has no sign. rosbags reads both as int8, so that the levels of
# diagnostic_msgs (declared `byte`) above 127 are negative in one reader and positive in the other.
#
# Seen for the byte 0xff: rosbags -1 (ROS 1 and ROS 2), Foxglove 255 (ROS 2).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @foxglove/rosmsg@5.0.5 @foxglove/rosmsg2-serialization@3.1.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check rosbags==0.11.9
venv/bin/python - <<'PYTHON'
from rosbags.typesys import Stores, get_typestore, get_types_from_msg

values = []
for name in (Stores.ROS1_NOETIC, Stores.ROS2_HUMBLE):
    store = get_typestore(name)
    store.register(get_types_from_msg('byte b\n', 'x/msg/T'))
    ros1 = name is Stores.ROS1_NOETIC
    message = store.deserialize_ros1(b'\xff', 'x/msg/T') if ros1 else store.deserialize_cdr(b'\0\1\0\0\xff', 'x/msg/T')
    values.append(int(message.b))
print('rosbags', *values)
assert values == [-1, -1], values
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { parse } from '@foxglove/rosmsg';
import { MessageReader } from '@foxglove/rosmsg2-serialization';

const { b } = new MessageReader(parse('byte b\n', { ros2: true })).readMessage(new Uint8Array([0, 1, 0, 0, 0xff]));
console.log('Foxglove', b);
assert.equal(b, 255);
JAVASCRIPT
node check.mjs
