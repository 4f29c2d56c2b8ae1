#!/usr/bin/env bash
# gps 0.9.0 and nmea-simple 3.3.0 (JavaScript): a sentence of a recorded drive that has a time of day but no date (GGA, GLL, GNS in NMEA 0183) gets the date on
# which it is read, as a whole date and time, with no mark that half of it is invented.
#
# The state that gps keeps of a receiver has known the date since the RMC before, but jumps to today with each GGA, and back with each RMC; a drive
# over midnight runs from the evening to the morning of one day.
#
# Seen for RMC of 31 August 2024, 23:59:59.50, and GGA one second later: gps 2024-08-31 and today; nmea-simple the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . gps@0.9.0 nmea-simple@3.3.0
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import GPS from 'gps';
import nmea from 'nmea-simple';

function sentence(text) {
  const sum = [...text].reduce((total, letter) => total ^ letter.charCodeAt(0), 0);
  return `$${text}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}
const rmc = sentence('GPRMC,235959.50,A,4807.038,N,01131.000,E,022.4,084.4,310824,003.1,W');
const gga = sentence('GPGGA,000000.50,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,');

const receiver = new GPS();
const states = [rmc, gga, rmc].map((each) => {
  receiver.update(each);
  return receiver.state.time.toISOString();
});
const parsed = [nmea.parseNmeaSentence(rmc).datetime, nmea.parseNmeaSentence(gga).time].map((time) => time.toISOString());
console.log(states.join(' '), '|', parsed.join(' '));
const today = new Date().toISOString().slice(0, 10);
assert.deepEqual(states, ['2024-08-31T23:59:59.500Z', `${today}T00:00:00.500Z`, '2024-08-31T23:59:59.500Z']);
assert.deepEqual(parsed, ['2024-08-31T23:59:59.500Z', `${today}T00:00:00.500Z`]);
JAVASCRIPT
TZ=UTC node check.mjs
