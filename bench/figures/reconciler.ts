import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { loadConfig } from '../../src/config.ts';
import type { Batch } from '../../src/domain/batch.ts';
import { createLogger } from '../../src/logger.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import type { Figure } from '../figure.ts';
import { median } from '../figure.ts';
import { ownProcessorSeconds } from '../processor-time.ts';

const goalSeconds = 2;
/** The schedule starts a pass every 30 s. */
const passesPerMinute = 2;
const rounds = 5;
const startsAtOnce = 16;

/** The cost of comparing every row with its workflow when nothing has to be repaired. */
export const reconcilerFigure: Figure = {
  name: 'reconciler',
  title: 'reconciler over 10,000 open batches, processor time a minute',
  async measure({ system, quick, printLine }) {
    const count = quick ? 1_000 : 10_000;
    const config = loadConfig(system.environment);
    const deps = openRoleDeps(config, createLogger(config, 'bench'));
    try {
      printLine(`opening ${count} batches with their workflows`);
      await openBatches(deps, count);
      const seconds: number[] = [];
      const walls: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const [cpu, wall] = [ownProcessorSeconds(), performance.now()];
        const { looked, repaired } = await passOver(deps);
        if (looked !== count || repaired !== 0) throw new Error(`looked at ${looked}, repaired ${repaired}`);
        seconds.push((ownProcessorSeconds() - cpu) * passesPerMinute);
        walls.push(performance.now() - wall);
      }
      const ours = median(seconds);
      printLine(`a pass takes ${median(walls).toFixed(0)} ms`);
      const check = {
        what: `processor time a minute, ${count} open batches`,
        found: `${ours.toFixed(2)} s`,
        wanted: `≤ ${goalSeconds} s`,
        met: ours <= goalSeconds,
      };
      return { unit: 's', ours, ratios: [], checks: [check] };
    } finally {
      await closeRoleDeps(deps);
    }
  },
};

/** A pass leaves to the next one what it has no time for. */
async function passOver({ reconciler }: RoleDeps): Promise<{ looked: number; repaired: number }> {
  const sum = { looked: 0, repaired: 0 };
  let after: string | undefined;
  do {
    const { looked, repaired, next } = await reconciler.pass(after);
    sum.looked += looked;
    sum.repaired += repaired;
    after = next;
  } while (after !== undefined);
  return sum;
}

async function openBatches({ stores, orchestrator }: RoleDeps, count: number): Promise<void> {
  const ids = Array.from({ length: count }, () => uuidv7());
  const { rows } = await stores.db.query<Batch>(
    `INSERT INTO batches (id, vehicle_id, vin, tolerated_failed_percent, status, updated_at)
     SELECT id, 'vehicle', 'WVWZZZ1JZ3W386752', 25, 'pending', now() - interval '1 minute'
     FROM unnest($1::uuid[]) AS id RETURNING *`,
    [ids],
  );
  let next = 0;
  const lane = async () => {
    for (let batch = rows[next++]; batch; batch = rows[next++]) {
      while ((await orchestrator.start(batch)).outcome !== 'delivered') await delay(500);
    }
  };
  await Promise.all(Array.from({ length: startsAtOnce }, lane));
  // Temporal's list lags some seconds behind.
  while ((await orchestrator.openBetween('0', 'g')).size < count) await delay(500);
}
