#!/usr/bin/env bash
# The development server of Temporal CLI 1.5.1 (server 1.29.1) hands tasks on at most about twenty times a second, however idle it is.
#
# It runs with one history shard, whose queue processor polls no faster than `history.transferProcessorMaxPollRPS`, 20 by
# default; a workflow of five activities that do nothing, one after the other, waits some 50 ms at each hand-over. Raising
# that setting and its two sisters makes the same workflow several times as fast; nothing else changes.
#
# Seen (2 cores, Linux x64, 2026-11-29): 10 workflows, median about 550 ms as shipped, about 90 ms with the settings.
# Checked here as a ratio in one run: at least 2.
set -euo pipefail
folder=$(mktemp -d)
cleanup() { kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"; }
trap cleanup EXIT
cd "$folder"
GOBIN="$folder/bin" go install github.com/temporalio/cli/cmd/temporal@v1.5.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check temporalio==1.35.0
port() { venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
shipped=$(port) tuned=$(port)
bin/temporal server start-dev --headless --log-level error --ip 127.0.0.1 --port "$shipped" >shipped.log 2>&1 &
bin/temporal server start-dev --headless --log-level error --ip 127.0.0.1 --port "$tuned" \
  --dynamic-config-value history.transferProcessorMaxPollRPS=5000 \
  --dynamic-config-value history.timerProcessorMaxPollRPS=5000 \
  --dynamic-config-value history.visibilityProcessorMaxPollRPS=5000 >tuned.log 2>&1 &
cat > measure.py <<'PYTHON'
import asyncio
import statistics
import sys
import time
from datetime import timedelta
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

@activity.defn
async def nothing() -> None:
    return None

@workflow.defn
class Five:
    @workflow.run
    async def run(self) -> None:
        for _ in range(5):
            await workflow.execute_activity(nothing, start_to_close_timeout=timedelta(seconds=10))

async def median_of(port):
    for attempt in range(300):
        try:
            client = await Client.connect(f'127.0.0.1:{port}')
            break
        except RuntimeError:
            await asyncio.sleep(0.1)
    options = dict(task_queue='q', workflows=[Five], activities=[nothing], disable_eager_activity_execution=True)
    async with Worker(client, **options):
        await client.execute_workflow(Five.run, id='warm-up', task_queue='q')
        times = []
        for number in range(10):
            start = time.perf_counter()
            await client.execute_workflow(Five.run, id=f'w{number}', task_queue='q')
            times.append(time.perf_counter() - start)
    return statistics.median(times)

async def main():
    shipped, tuned = [await median_of(port) for port in sys.argv[1:]]
    print(f'as shipped {shipped * 1000:.0f} ms, with the settings {tuned * 1000:.0f} ms, ratio {shipped / tuned:.1f}')
    assert shipped / tuned >= 2

if __name__ == '__main__':
    asyncio.run(main())
PYTHON
venv/bin/python measure.py "$shipped" "$tuned"
