import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { until } from '../support/until.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'argus-logger-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function logged(isTerminal: boolean | undefined): Promise<string> {
  const file = join(folder, `${isTerminal}.log`);
  const logger = createLogger({ LOG_LEVEL: 'info' }, 'relay', openSync(file, 'a'), isTerminal);
  logger.info({ store: { password: 'hunter2', host: 'db' } }, 'connected');
  return until('the line', () => readFileSync(file, 'utf8').match(/^.+\n/)?.[0]);
}

test('logs JSON when not on a terminal, without secrets', async () => {
  expect(JSON.parse(await logged(undefined))).toEqual({
    level: 30,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    role: 'relay',
    store: { host: 'db' },
    msg: 'connected',
  });
});

test('logs human-readable lines on a terminal, without secrets', async () => {
  expect(await logged(true)).toMatch(
    /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: relay: connected \{"store":\{"host":"db"\}\}\n$/,
  );
});
