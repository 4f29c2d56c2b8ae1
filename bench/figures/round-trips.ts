import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { closeRoleDeps, type RoleDeps } from '../../src/role.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import { type Figure, median } from '../figure.ts';
import { startBuild } from '../load/build.ts';
import { reported } from '../load/fleet-of-batches.ts';
import { openSystem } from '../load/open-system.ts';
import { preload } from '../load/preload.ts';
import { unlikeDrives } from '../recordings/unlike-drives.ts';

type Counts = Record<string, number>;

const fileBytes = 1_000_000;
/** By then the upload is over and its file read ahead. */
const settleMs = 3_000;
/** Asked by the clock, whether or not there is a batch; and of this figure itself. */
const byTheClock =
  /^SQL (parse-ahead|take-ahead|.*events-unpublished|webhooks-due|alerts-due|uploaded-so-far)|batch-progress/;

/** What one small batch asks of servers from `complete` until its report is there: a count, the same on any machine. */
export const roundTripsFigure: Figure = {
  name: 'round-trips',
  title: 'requests to servers from complete to completed, one file of 1 MB that was read ahead',
  async measure({ system, quick, printLine }) {
    const probe = await preload<Counts>(system.dir, 'note-calls.mjs');
    const deps = openSystem(system);
    const { vehicle, pids, stop } = await startBuild(system, { environment: probe.environment });
    const roles = Object.entries(pids).filter(([role]) => !role.includes('relay'));
    const ask = () =>
      Promise.all(roles.map(async ([role, pid]) => [basename(role, '.ts'), await probe.ask(pid)] as const));
    const drive = unlikeDrives(fileBytes);
    // Of this run's own: contents that an earlier one has read would be known.
    const first = randomBytes(3).readUIntBE(0, 3);
    try {
      const totals: number[] = [];
      const all: Counts[] = [];
      let events = '';
      for (let round = -3; round < (quick ? 3 : 15); round += 1) {
        const { batch_id } = await vehicle.create();
        await vehicle.upload(batch_id, 'drive.mcap', drive(first + round));
        await delay(settleMs);
        await ask();
        await vehicle.complete(batch_id);
        await deps.orchestrator.client.workflow.getHandle(batchWorkflowId(batch_id)).result();
        const counted = countsOf(await ask());
        await reported(vehicle, batch_id, 1);
        // The first ones warm pools and plans.
        if (round < 0) continue;
        all.push(counted);
        totals.push(Object.values(counted).reduce((sum, count) => sum + count, 0));
        events = await historyOf(deps, batch_id);
      }
      const names = [...new Set(all.flatMap(Object.keys))].sort();
      for (const name of names) {
        const times = median(all.map((counts) => counts[name] ?? 0));
        if (times > 0) printLine(`${times} × ${name}`);
      }
      printLine(`events of the history: ${events}`);
      return { unit: '', ours: median(totals), ratios: [], checks: [] };
    } finally {
      await stop();
      await closeRoleDeps(deps);
    }
  },
};

function countsOf(roles: (readonly [string, Counts])[]): Counts {
  return Object.fromEntries(
    roles.flatMap(([role, counts]) =>
      Object.entries(counts)
        .filter(([name]) => !byTheClock.test(name))
        .map(([name, count]) => [`${role}: ${name}`, count]),
    ),
  );
}

async function historyOf({ orchestrator }: RoleDeps, batchId: string): Promise<string> {
  const history = await orchestrator.client.workflow.getHandle(batchWorkflowId(batchId)).fetchHistory();
  const { events } = JSON.parse(historyToJSON(history)) as { events: { eventType: string }[] };
  const types = events.map(({ eventType }) => eventType.replace('EVENT_TYPE_', ''));
  return `${types.length}: ${types.join(', ')}`;
}
