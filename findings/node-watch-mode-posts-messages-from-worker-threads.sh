#!/usr/bin/env bash
# Node 24.21.0: under `--watch` a worker thread that posts nothing still delivers messages to the `message` listeners of its parent,
# `{"watch:import": [url]}` for each module that it imports. A library that takes every message of its threads for its own breaks:
# Temporal's SDK (@temporalio/worker 1.23.0) ends the process with "RangeError: Invalid atomic access index".
#
# Seen: without --watch no message; with --watch, and with --watch-path, one for each import; none once the variable
# WATCH_REPORT_DEPENDENCIES is deleted before the thread starts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" node@24.21.0
cat > main.mjs <<'MAIN'
import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('thread.mjs', import.meta.url));
worker.on('message', (message) => console.log('message', Object.keys(message)[0]));
worker.on('exit', () => console.log('the thread has ended'));
MAIN
echo "import 'node:path';" > thread.mjs

# Stops when the thread has ended: watch mode itself never does.
messages() {
  local output=$folder/output
  "$folder/node_modules/.bin/node" "$@" main.mjs > "$output" 2>&1 &
  local pid=$!
  for _ in $(seq 300); do
    grep -q 'the thread has ended' "$output" && break
    sleep 0.1
  done
  kill "$pid" 2> /dev/null || true
  wait "$pid" 2> /dev/null || true
  grep -q 'the thread has ended' "$output"
  grep -c 'message watch:import' "$output" || true
}

plain=$(messages)
watch=$(messages --watch)
path=$(messages --watch-path="$folder")
silenced=$(messages --watch-path="$folder" --import 'data:text/javascript,delete process.env.WATCH_REPORT_DEPENDENCIES')
echo "messages: plain $plain, --watch $watch, --watch-path $path, without the variable $silenced"
test "$plain" -eq 0
test "$watch" -eq 2
test "$path" -eq 2
test "$silenced" -eq 0
