#!/usr/bin/env bash
# @foxglove/rosmsg 5.0.5: the MD5 sum of a ROS 1 definition with `byte` or `char` is not the one of ROS.
#
# The sum is over the text of the definition, with `byte` as `byte` (http://wiki.ros.org/msg, "MD5 Calculations"); the library knows it as
# `int8` before it adds up. `rosgraph_msgs/Log` gets a sum that no ROS node accepts.
#
# Seen for `byte DEBUG=1` and `byte level`: b599abc6… by the text, fafd0cea… by the library.
set -euo pipefail
cd "$(dirname "$0")/.."
node --input-type=module -e '
import { md5, parse } from "@foxglove/rosmsg";
import { createHash } from "node:crypto";
const text = "byte DEBUG=1\nbyte level";
const ours = createHash("md5").update(text).digest("hex");
const theirs = md5(parse(text, { ros2: false }));
console.log(`by the text: ${ours}, by @foxglove/rosmsg: ${theirs}`);
if (ours === theirs) throw new Error("they agree now");
'
