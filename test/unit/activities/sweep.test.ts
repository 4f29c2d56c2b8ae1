import { expect, test } from 'vitest';
import { createSweepActivities, type SweepDeps } from '../../../src/activities/sweep.ts';
import { ArgusError } from '../../../src/domain/error.ts';

test('a store that cannot list unfinished uploads is reported and does not fail a sweep', async () => {
  const warned: unknown[] = [];
  const refused = new ArgusError('internal', 'The object store refuses Argus (501 NotImplemented).');
  const sweep = createSweepActivities({
    ...({} as SweepDeps),
    keptAnswers: { forgetOld: () => Promise.resolve(0) },
    objects: { abortStaleUploads: () => Promise.reject(refused) } as never,
    uploads: { known: async () => new Set() } as never,
    alerts: { forgetOld: () => Promise.resolve(0) },
    logger: { warn: (...line: unknown[]) => void warned.push(line) },
  });
  expect(await sweep.abortStaleUploads()).toBe(0);
  expect(warned).toEqual([[{ err: refused }, expect.stringContaining('lifecycle rule')]]);
});
