import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npmPackages } from '../../../scripts/contract/npm-packages.ts';
import { asyncApiDocument } from '../../../src/api/document/asyncapi.ts';
import { eventTypes } from '../../../src/domain/event.ts';
import { progressPrinter } from '../../../stack/progress.ts';
import { runCommand } from '../../../stack/run-command.ts';

const source = join(import.meta.dirname, '../../../contract/asyncapi');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-asyncapi-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The first run installs the parser. */

test("AsyncAPI's own parser accepts the document without complaints", async () => {
  await symlink(await npmPackages('asyncapi', source, progressPrinter()), join(folder, 'node_modules'));
  await cp(join(source, 'validate.mjs'), join(folder, 'validate.mjs'));
  const document = asyncApiDocument({ events: 'batch-events', deadLetters: 'batch-events-dlq' });
  await writeFile(join(folder, 'asyncapi.json'), JSON.stringify(document));
  const read = JSON.parse(
    await runCommand(process.execPath, ['validate.mjs', 'asyncapi.json'], { cwd: folder }),
  );
  expect(read.diagnostics).toEqual([]);
  expect(read.channels).toEqual({
    'batch-events': eventTypes,
    'batch-events-dlq': ['DeadLetter'],
    '/api/v1/batches/{id}/events': expect.arrayContaining(['status', 'file', 'progress', 'end']),
  });
});
