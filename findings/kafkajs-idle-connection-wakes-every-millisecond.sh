#!/usr/bin/env bash
# kafkajs 2.2.4: a connection that waits for nothing sets a timer a thousand times a second.
#
# After each answer it sets a timer that lies in the past if the broker throttles nobody. Node 24 warns of it ("TimeoutNegativeWarning", taken for
# harmless in tulios/kafkajs#1751) and runs it after 1 ms; the check that it runs sets the next. It goes on until the connection is closed.
#
# Seen: more than 100 timers in half a second of a queue without a request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . kafkajs@2.2.4
cat > check.cjs <<'JAVASCRIPT'
const assert = require('node:assert/strict');
const RequestQueue = require('kafkajs/src/network/requestQueue');

const logger = { debug() {}, error() {} };
const queue = new RequestQueue({
  ...{ maxInFlightRequests: null, requestTimeout: 1000, enforceRequestTimeout: false, clientId: 'c', broker: 'b:1' },
  logger: { ...logger, namespace: () => logger },
});
const real = globalThis.setTimeout;
let past = 0;
globalThis.setTimeout = (run, delay) => {
  if (delay < 0) past += 1;
  return real(run, delay);
};
queue.checkPendingRequests();
real(() => {
  queue.destroy();
  console.log(`${past} timers in the past`);
  assert(past > 100);
}, 500);
JAVASCRIPT
node --disable-warning=TimeoutNegativeWarning check.cjs
