import { setTimeout as delay } from 'node:timers/promises';
import { batchStatuses, isTerminal } from '../src/domain/batch-status.ts';
import { asSuperuser } from './admin.ts';
import type { Ledger } from './vehicles/ledger.ts';
import type { World } from './world.ts';

interface OpenBatch {
  id: string;
  status: string;
  run: number;
}

/**
 * Waits until every completed batch has ended and every event is published, until `deadline` (of
 * `performance.now()`). Resolves to sentences about what is unfinished by then.
 */
export async function settle(world: World, ledger: Ledger, deadline: number): Promise<string[]> {
  for (;;) {
    const { batches, events } = await openWork(world, ledger);
    if (batches.length === 0 && events === 0) return [];
    if (performance.now() > deadline) {
      const open = await Promise.all(batches.map((batch) => describe(world, batch)));
      return events > 0 ? [...open, `${events} events are not published`] : open;
    }
    await delay(500);
  }
}

async function openWork(world: World, ledger: Ledger): Promise<{ batches: OpenBatch[]; events: number }> {
  const completed = ledger.batches.filter((batch) => batch.completed).map(({ id }) => id);
  const batches = await asSuperuser<OpenBatch>(
    world,
    'SELECT id, status, run FROM batches WHERE id = ANY($1::uuid[]) AND status <> ALL ($2)',
    [completed, batchStatuses.filter(isTerminal)],
  );
  const [row] = await asSuperuser<{ count: string }>(
    world,
    'SELECT count(*) AS count FROM events WHERE published_at IS NULL',
  );
  return { batches, events: Number(row?.count) };
}

async function describe({ urls }: World, { id, status, run }: OpenBatch): Promise<string> {
  const why = await fetch(`${urls[0]}/api/v1/batches/${id}/why`)
    .then((response) => response.text())
    .catch(String);
  return `batch ${id} is still ${status} (run ${run}): ${why.slice(0, 500)}`;
}
