import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { type ICreateToxicBody, type Proxy as LinkProxy, Toxiproxy } from 'toxiproxy-node-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { type ArgusClient, createClient } from '../../../src/client/client.ts';
import { uploadFiles } from '../../../src/client/upload/upload-files.ts';
import { type SilenceLimits, usualLimits } from '../../../src/client/upload/watch-socket.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';

let argus: TestArgus;
let link: LinkProxy;
let client: ArgusClient;
let folder: string;
let paths: string[];
beforeAll(async () => {
  argus = await startArgus();
  folder = await mkdtemp(join(tmpdir(), 'argus-link-'));
  paths = [1, 2].map((seed) => join(folder, `drive-${seed}.mcap`));
  await Promise.all(paths.map((path, seed) => writeFile(path, sampleMcap({ seed }))));
});
afterAll(async () => {
  await argus.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  const listen = `127.0.0.1:${await getPort()}`;
  link = await new Toxiproxy(inject('stack').toxiproxyUrl).createProxy({
    name: randomUUID(),
    listen,
    upstream: new URL(argus.url).host,
  });
  client = createClient({ server: `http://${listen}` });
});
afterEach(() => link.remove());

/** Uploads while `toxic` is on the link, removes it after some failures, and returns what is stored in the end. */
async function uploadThrough(
  body: Omit<ICreateToxicBody<{ bytes: number } | { timeout: number }>, 'name' | 'toxicity'>,
  limits?: SilenceLimits,
) {
  const { batch_id } = await createClient({ server: argus.url }).createBatch({
    vehicle_id: 'truck-7',
    vin: 'WVWZZZ1JZ3W386752',
  });
  const added = await link.addToxic({ ...body, name: 'bad', toxicity: 1 });
  const troubles: Error[] = [];
  let mended: Promise<unknown> | undefined;
  await uploadFiles(
    client,
    batch_id,
    paths,
    ({ trouble }) => {
      if (trouble && troubles.at(-1) !== trouble.error) troubles.push(trouble.error);
      if (troubles.length >= 2) mended ??= added.remove();
    },
    limits,
  );
  await mended;
  const files = await argus.stores.files.list(batch_id, undefined, undefined, 10);
  const { rows } = await argus.stores.db.query('SELECT count(*) AS n FROM files WHERE batch_id = $1', [
    batch_id,
  ]);
  return { troubles, names: files.map(({ name }) => name).sort(), rows: rows[0].n };
}

test('a link that drops in the middle of files costs time, and duplicates no file', async () => {
  const { troubles, names, rows } = await uploadThrough({
    type: 'limit_data',
    stream: 'upstream',
    attributes: { bytes: 60_000 },
  });
  expect(troubles.length).toBeGreaterThanOrEqual(2);
  expect(names).toEqual(['drive-1.mcap', 'drive-2.mcap']);
  expect(rows).toBe(2);
});

test('a link that loses responses: the repeat returns the same file', async () => {
  const { troubles, names, rows } = await uploadThrough({
    type: 'limit_data',
    stream: 'downstream',
    attributes: { bytes: 10 },
  });
  expect(troubles.length).toBeGreaterThanOrEqual(2);
  expect(names).toEqual(['drive-1.mcap', 'drive-2.mcap']);
  expect(rows).toBe(2);
});

// The link alone takes a quarter of a minute for the file.
test('on a slow link, bytes that leave the socket count as progress', async () => {
  const path = join(folder, 'slow.bin');
  await writeFile(path, Buffer.alloc(1_500_000, 1));
  const { batch_id } = await createClient({ server: argus.url }).createBatch({
    vehicle_id: 'truck-7',
    vin: 'WVWZZZ1JZ3W386752',
  });
  await link.addToxic({
    type: 'bandwidth',
    stream: 'upstream',
    attributes: { rate: 100 },
    name: 'slow',
    toxicity: 1,
  });
  const seen: number[] = [];
  const troubles: Error[] = [];
  // The file takes five times as long as silence is tolerated.
  const limits = { ...usualLimits, movingMs: 3_000 };
  await uploadFiles(
    client,
    batch_id,
    [path],
    ({ bytes, trouble }) => {
      seen.push(bytes);
      if (trouble) troubles.push(trouble.error);
    },
    limits,
  );
  expect(troubles).toEqual([]);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(new Set(seen).size).toBeGreaterThan(5);
  expect(seen.at(-1)).toBe(1_500_000);
});

test('a stalled connection is dropped and retried', async () => {
  const { troubles, names } = await uploadThrough(
    { type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } },
    { movingMs: 2_000, unseenMs: 2_000, answerMs: 2_000 },
  );
  expect(troubles.map(({ message }) => message).join()).toContain('no data moved for');
  expect(names).toEqual(['drive-1.mcap', 'drive-2.mcap']);
});
