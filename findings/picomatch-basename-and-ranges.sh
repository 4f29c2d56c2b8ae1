#!/usr/bin/env bash
# picomatch 4.0.7: with `basename: true`, a glob with a slash is compared with the last part of a path too, although the option is said to be for globs
# without slashes; and the range `{1..12}` becomes the character class `[1-12]`, unless the caller brings a function that expands ranges.
#
# Seen: `cam*/**` does not match `cam0/x/y` with the option, and does without; `cam{1..12}` matches `cam1` and `cam2`, not `cam7` or `cam12`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund picomatch@4.0.7
node - <<'NODE'
const assert = require('node:assert');
const picomatch = require('picomatch');
assert.equal(picomatch('cam*/**', { basename: true })('cam0/x/y'), false);
assert.equal(picomatch('cam*/**')('cam0/x/y'), true);
const numbered = picomatch('cam{1..12}');
console.log(picomatch.makeRe('cam{1..12}').source);
assert.deepEqual(['cam1', 'cam2', 'cam7', 'cam12'].filter((name) => numbered(name)), ['cam1', 'cam2']);
NODE
