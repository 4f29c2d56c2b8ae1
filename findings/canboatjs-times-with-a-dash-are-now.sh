#!/usr/bin/env bash
# @canboat/canboatjs 3.20.0: a line of CANboat's text whose date and time of day are joined by a dash (`2016-04-09-16:41:09.000`, as CANboat's
# candump2analyzer writes it, by its `tests/pcan-view.out`) is decoded without an error, but its message has the time of the computer that reads it. Joined
# by a `T`, the same line has its own time. So a log of years ago is all of this second.
#
# Seen: 2016-04-09T16:41:09.000Z with a T; with a dash a time within the seconds in which this script runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @canboat/canboatjs@3.20.0
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { FromPgn } from '@canboat/canboatjs';

const errors = [];
function decode(time) {
  const parser = new FromPgn({ format: 0 });
  parser.on('error', (_, error) => errors.push(error));
  parser.on('warning', (_, warning) => errors.push(warning));
  return parser.parseString(`${time},2,127250,5,255,8,00,2f,0e,ff,7f,ff,7f,fd`);
}

const began = Date.now();
const [withT, withDash] = [decode('2016-04-09T16:41:09.000Z'), decode('2016-04-09-16:41:09.000')];
const ended = Date.now();
console.log('T   ', withT.timestamp, withT.fields.heading);
console.log('dash', withDash.timestamp, withDash.fields.heading);
assert.equal(withT.timestamp, '2016-04-09T16:41:09.000Z');
assert.equal(withDash.fields.heading, withT.fields.heading);
const time = Date.parse(withDash.timestamp);
assert.ok(began <= time && time <= ended);
assert.deepEqual(errors, []);
JAVASCRIPT
node check.mjs
