import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../samples/random.ts';
import type { Verdict } from '../check/check.ts';
import { checkFiles, type StoredFiles } from '../check/files.ts';
import { createLedger } from '../vehicles/ledger.ts';
import { type LinkQuality, openBadLink } from './bad-link.ts';
import { type ClientName, uploadClients } from './clients.ts';

export interface LinkProof {
  client: ClientName;
  quality: LinkQuality;
  files: number;
  /** Of most files; every tenth has six times as much, and is never over before a cut. */
  fileBytes: number;
  /** Files at once. */
  parallel: number;
  /** Of Argus, without the link. */
  apiUrl: string;
  /** Where its rows and objects are. */
  stored: StoredFiles;
  /** For the files; must exist. */
  dir: string;
}

/** What one cut may cost a file at most (docs/vehicle.md). */
const partBytes = 8 * 1024 * 1024;
/** Of one request, with room to spare. */
const headerBytes = 1_000;
/** Of the creation of an upload, of asking where it stands, of its bytes; for each file, and for each file under way at a cut. */
const requestsEach = 3;

/** Brings files over a bad link with one client, and asks PostgreSQL and the object store what has arrived. */
export async function proveLink(proof: LinkProof): Promise<Verdict> {
  const { client, quality, parallel, apiUrl, stored, dir } = proof;
  const folder = join(dir, `${client}-files`);
  const local = await writeFiles(folder, proof);
  const batchId = await createBatch(apiUrl, client);
  const link = await openBadLink(stored.stack.endpoints.toxiproxyUrl, new URL(apiUrl).host, quality);
  const begun = performance.now();
  const state = join(dir, `${client}-state`);
  const files = local.map(({ path }) => path);
  const failure = await uploadClients[client]({
    url: link.url,
    batchId,
    folder,
    files,
    parallel,
    state,
  }).then(
    () => undefined,
    (error: unknown) => `${client}: ${error}`,
  );
  const seconds = (performance.now() - begun) / 1000;
  const carried = await link.close();

  const total = local.reduce((sum, { size }) => sum + size, 0);
  const largest = Math.max(...local.map(({ size }) => size));
  const cuts = link.cuts() * parallel;
  const again = carried - total;
  const mayBeSentAgain =
    cuts * Math.min(partBytes, largest) + (local.length + cuts) * requestsEach * headerBytes;
  const { violations, rows } = await checkFiles(stored, createLedger(), batchId);
  const wrong = differences(
    local.map(({ sha256 }) => sha256),
    rows.map(({ sha256 }) => sha256),
  );
  return {
    violations: [
      ...(failure === undefined ? [] : [failure]),
      ...violations,
      ...wrong,
      ...(again > mayBeSentAgain ? [`${again} bytes were sent again, after ${link.cuts()} cuts`] : []),
    ],
    figures: {
      seconds: Math.round(seconds),
      files: rows.length,
      bytes: total,
      cuts: link.cuts(),
      'bytes sent again, headers among them': again,
    },
  };
}

async function writeFiles(folder: string, { files, fileBytes, client }: LinkProof) {
  await mkdir(folder);
  const random = createRandom(client.length);
  const written: { path: string; size: number; sha256: string }[] = [];
  for (let index = 0; index < files; index += 1) {
    const bytes = random.bytes(fileBytes * (index % 10 === 0 ? 6 : 1));
    const path = join(folder, `${index}.bin`);
    await writeFile(path, bytes);
    written.push({ path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return written;
}

async function createBatch(apiUrl: string, vehicle: string): Promise<string> {
  const response = await fetch(`${apiUrl}/api/v1/batches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vehicle_id: vehicle, vin: 'WVWZZZ1JZ3W386752' }),
  });
  const { batch_id } = (await response.json()) as { batch_id: string };
  return batch_id;
}

/** Each digest counts as often as it was sent, and no other does. */
function differences(sent: string[], stored: string[]): string[] {
  const missing = sent.filter((digest) => !stored.includes(digest)).length;
  const strange = stored.filter((digest) => !sent.includes(digest)).length;
  const twice = stored.length - new Set(stored).size;
  return missing + strange + twice === 0
    ? []
    : [`${missing} digests are missing, ${strange} were never sent, ${twice} are there twice`];
}
