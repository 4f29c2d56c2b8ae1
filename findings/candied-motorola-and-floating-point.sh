#!/usr/bin/env bash
# candied 2.2.0 (JavaScript): signals of a DBC in the byte order of Motorola are taken from other bits than the DBC names, or are NaN; floating point signals
# (SIG_VALTYPE_) are read as whole numbers; and a multiplexed signal is there whatever the multiplexer says. cantools 45.1.0 reads all of them right.
#
# Seen: 16 bits from bit 39 on, with the bytes 01 23 there: 0 instead of 291; from bit 7 on: NaN. The float 1.5: 1069547520. A signal of
# multiplexer value 0 is there in a frame with 4.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . candied@2.2.0
cat > drive.dbc <<'DBC'
VERSION ""

NS_ :

BS_:

BU_: A

BO_ 100 Motorola: 8 A
 SG_ First : 7|16@0+ (1,0) [0|0] "" A
 SG_ Later : 39|16@0+ (1,0) [0|0] "" A

BO_ 101 Floating: 8 A
 SG_ Value : 0|32@1- (1,0) [0|0] "" A

BO_ 102 Multiplexed: 8 A
 SG_ Selector M : 0|8@1+ (1,0) [0|0] "" A
 SG_ Zero m0 : 8|8@1+ (1,0) [0|0] "" A
 SG_ Four m4 : 8|8@1+ (1,0) [0|0] "" A

SIG_VALTYPE_ 101 Value : 1;
DBC
cat > check.cjs <<'JAVASCRIPT'
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { Can, Dbc } = require('candied');

const can = new Can();
can.database = new Dbc().load(readFileSync('drive.dbc', 'utf8'));
function decoded(id, hex) {
  const { boundSignals } = can.decode(can.createFrame(id, [...Buffer.from(hex, 'hex')]));
  return Object.fromEntries([...boundSignals].map(([name, { value }]) => [name, value]));
}
const seen = [decoded(100, '0000000001230000'), decoded(101, '0000c03f00000000'), decoded(102, '0407000000000000')];
console.log(...seen);
assert.deepEqual(seen, [{ First: NaN, Later: 0 }, { Value: 1069547520 }, { Selector: 4, Zero: 7, Four: 7 }]);
JAVASCRIPT
node check.cjs
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cantools==45.1.0
venv/bin/python - <<'PYTHON'
import cantools

database = cantools.database.load_file('drive.dbc')
decode = lambda number, text: database.decode_message(number, bytes.fromhex(text))
seen = decode(100, '0000000001230000'), decode(101, '0000c03f00000000'), decode(102, '0407000000000000')
print(*seen)
assert seen == ({'First': 0, 'Later': 291}, {'Value': 1.5}, {'Selector': 4, 'Four': 7})
PYTHON
