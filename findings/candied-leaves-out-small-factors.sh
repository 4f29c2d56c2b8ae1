#!/usr/bin/env bash
# candied 2.2.0 (JavaScript): a signal of a DBC whose factor is written with an exponent, as 1E-07, is left out of its message without an error. Tools write
# small factors so, those of positions for instance.
#
# The other signals of the message are there, so that the loss shows only to those who know what should be in it.
#
# Seen for 48.1234567 degrees as 481234567, and a state of 3: with the factor 0.0000001 both, with 1E-07 the state only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . candied@2.2.0
cat > check.cjs <<'JAVASCRIPT'
const assert = require('node:assert/strict');
const { Can, Dbc } = require('candied');

const payload = Buffer.alloc(8);
payload.writeInt32LE(481_234_567, 0);
payload[4] = 3;

function decoded(factor) {
  const can = new Can();
  can.database = new Dbc().load(`VERSION ""

NS_ :

BS_:

BU_: A

BO_ 100 Position: 8 A
 SG_ Latitude : 0|32@1- (${factor},0) [-90|90] "deg" A
 SG_ State : 32|8@1+ (1,0) [0|255] "" A
`);
  const { boundSignals } = can.decode(can.createFrame(100, [...payload]));
  return Object.fromEntries([...boundSignals].map(([name, { value }]) => [name, value]));
}
const plain = decoded('0.0000001');
const exponent = decoded('1E-07');
console.log(plain, exponent);
assert.ok(Math.abs(plain.Latitude - 48.1234567) < 1e-9);
assert.equal(plain.State, 3);
assert.deepEqual(exponent, { State: 3 });
JAVASCRIPT
node check.cjs
