import pino from 'pino';
import { expect, test } from 'vitest';
import { createUploadActivity } from '../../../../src/api/uploads/upload-activity.ts';
import { ArgusError } from '../../../../src/domain/error.ts';
import { until } from '../../../support/until.ts';

const logger = pino({ level: 'silent' });

/** What is called with each chunk of an upload, and how often its batch was asked about. */
function activity(noteActivity: () => Promise<boolean>, assertOpen: () => Promise<unknown> = async () => 0) {
  let asked = 0;
  const batches = {
    noteActivity: () => {
      asked += 1;
      return noteActivity();
    },
  };
  return { note: createUploadActivity(batches, assertOpen, 0, logger)('b'), asked: () => asked };
}

test('an upload to a batch that takes no more files ends while its bytes come in', async () => {
  const closed = new ArgusError('state', 'The batch is failed and accepts no more files.');
  const { note } = activity(
    async () => false,
    () => Promise.reject(closed),
  );
  let thrown: unknown;
  await until('the next chunk to be refused', () => {
    try {
      note();
      return false;
    } catch (error) {
      thrown = error;
      return true;
    }
  });
  expect(thrown).toBe(closed);
});

test('an upload to an open batch goes on, also where the database is away', async () => {
  const open = activity(async () => true);
  const away = activity(() => Promise.reject(new ArgusError('unavailable', 'The database does not answer.')));
  for (const { note, asked } of [open, away]) {
    await until('it to be asked again', () => {
      note();
      return asked() > 3;
    });
    expect(note).not.toThrow();
  }
});
