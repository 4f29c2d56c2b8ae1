import { expect, test } from 'vitest';
import { createSweepActivities } from '../../../src/activities/sweep.ts';
import { ArgusError } from '../../../src/domain/error.ts';

test('a store that cannot list unfinished uploads is reported and fails no sweep', async () => {
  const warned: unknown[] = [];
  const refused = new ArgusError('internal', 'The object store refuses Argus (501 NotImplemented).');
  const sweep = createSweepActivities({
    uploads: { warn: () => Promise.resolve(0) },
    policy: { UPLOAD_ABANDON_HOURS: 24 },
    keptAnswers: { forgetOld: () => Promise.resolve(0) },
    objects: { abortStaleUploads: () => Promise.reject(refused) },
    logger: { warn: (...line: unknown[]) => void warned.push(line) },
  });
  expect(await sweep.abortStaleUploads()).toBe(0);
  expect(warned).toEqual([[{ err: refused }, expect.stringContaining('lifecycle rule')]]);
});
