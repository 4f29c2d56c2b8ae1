#!/usr/bin/env bash
# A signal does not end the start delay of a workflow (Temporal CLI 1.5.1, server 1.29.1), although the API says it does; a
# signal with start and a request to cancel do.
#
# The comment on `workflow_start_delay` in `StartWorkflowExecutionRequest` (temporal/api v1.53.0) promises a workflow task at the
# first signal; that of the same field in `SignalWithStartWorkflowExecutionRequest` says that plain signals leave the delay as it
# is. The server does the latter for workflows of either request.
#
# Seen (2 cores, Linux x64, 2026-11-30): after a signal no task within five seconds; after a signal with start the workflow ends with
# both signals; a cancelled one ends as cancelled.
set -euo pipefail
folder=$(mktemp -d)
cleanup() { kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"; }
trap cleanup EXIT
cd "$folder"
GOBIN="$folder/bin" go install github.com/temporalio/cli/cmd/temporal@v1.5.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check temporalio==1.35.0
port=$(venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
bin/temporal server start-dev --headless --log-level error --ip 127.0.0.1 --port "$port" >server.log 2>&1 &
cat > show.py <<'PYTHON'
import asyncio
import sys
from datetime import timedelta
from temporalio import workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.worker import Worker

@workflow.defn
class Waits:
    def __init__(self) -> None:
        self.signals = []

    @workflow.signal
    def go(self, what: str) -> None:
        self.signals.append(what)

    @workflow.run
    async def run(self) -> list:
        await workflow.wait_condition(lambda: bool(self.signals))
        return self.signals

async def main():
    for attempt in range(300):
        try:
            client = await Client.connect(f'127.0.0.1:{sys.argv[1]}')
            break
        except RuntimeError:
            await asyncio.sleep(0.1)
    delayed = dict(task_queue='q', start_delay=timedelta(hours=1))
    async with Worker(client, task_queue='q', workflows=[Waits]):
        waiting = await client.start_workflow(Waits.run, id='w', **delayed)
        await waiting.signal(Waits.go, 'signal')
        await asyncio.sleep(5)
        events = [event.event_type async for event in waiting.fetch_history_events()]
        print(f'five seconds after a signal: {len(events)} events, running: {(await waiting.describe()).status.name}')
        assert len(events) == 2
        await client.start_workflow(Waits.run, id='w', task_queue='q', start_signal='go', start_signal_args=['with start'])
        signals = await asyncio.wait_for(waiting.result(), 30)
        print(f'after a signal with start it ends with {signals}')
        assert signals == ['signal', 'with start']
        other = await client.start_workflow(Waits.run, id='c', **delayed)
        await other.cancel()
        try:
            await asyncio.wait_for(other.result(), 30)
            raise SystemExit('it was not cancelled')
        except WorkflowFailureError as error:
            print(f'a request to cancel ends the delay: {error.cause}')

if __name__ == '__main__':
    asyncio.run(main())
PYTHON
venv/bin/python show.py "$port"
