import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Config } from '../config.ts';
import { createObjectStore } from '../stores/objects.ts';
import { readTlsFiles } from '../tls-files.ts';
import { type Examination, type Find, sentenceOf } from './check.ts';
import { clockFinding } from './clock.ts';

const probe = 'argus-doctor/probe';

export function examineObjectStore(config: Config): Examination {
  const origin = `${config.MINIO_USE_SSL ? 'https' : 'http'}://${config.MINIO_ENDPOINT}`;
  return {
    subject: 'object store',
    adviceOnError: () => `Is it up at ${origin}? See MINIO_ENDPOINT and MINIO_USE_SSL. Uploads answer 503.`,
    async examine(find) {
      const { ca } = readTlsFiles({ ca: config.MINIO_CA });
      const { headers } = await ask(origin, ca);
      // From the server's response to any client, in whole seconds.
      const date = Date.parse(headers.date ?? '');
      if (!Number.isNaN(date)) clockFinding(find, date + 500);
      const objects = createObjectStore(config);
      try {
        await objects.ping();
        if (await canKeepObjects(objects, find))
          await examinePolicy(`${origin}/${config.MINIO_BUCKET}`, ca, find);
      } catch (error) {
        find(
          'trouble',
          sentenceOf(error),
          'See MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_REGION and MINIO_BUCKET.',
        );
      } finally {
        await objects.close();
      }
    },
  };
}

/** Without a key; `fetch` would take no certificates of our own. */
async function ask(url: string, ca: Buffer | undefined): Promise<IncomingMessage> {
  const signal = AbortSignal.timeout(4_000);
  const asked = url.startsWith('https:') ? https.get(url, { ca, signal }) : http.get(url, { signal });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

/** All operations that Argus performs on objects, on an object of its own. */
async function canKeepObjects(objects: ReturnType<typeof createObjectStore>, find: Find): Promise<boolean> {
  const bytes = Buffer.from('argus doctor');
  const steps: [what: string, work: () => Promise<unknown>][] = [
    ['write', () => objects.putBytes(probe, bytes, 'text/plain')],
    ['read', async () => (await objects.get(probe)).resume()],
    ['list', () => objects.listKeys(probe)],
    ['list unfinished uploads', () => objects.abortStaleUploads(10 * 365 * 24 * 3600_000, probe)],
    ['delete', () => objects.remove(probe)],
  ];
  for (const [what, work] of steps) {
    try {
      await work();
    } catch (error) {
      find('trouble', `cannot ${what}: ${sentenceOf(error)}`, adviceFor(what));
      return false;
    }
  }
  find('ok', `can ${steps.map(([what]) => what).join(', ')}`);
  return true;
}

function adviceFor(what: string): string {
  return `The key needs s3:PutObject, GetObject, DeleteObject, ListBucket, ListBucketMultipartUploads and AbortMultipartUpload; without the right to ${what} Argus does not work.`;
}

/** Recordings contain vehicles and places: nobody without a key may have access. */
async function examinePolicy(bucketUrl: string, ca: Buffer | undefined, find: Find): Promise<void> {
  const { statusCode } = await ask(`${bucketUrl}?list-type=2&max-keys=1`, ca);
  if (statusCode === 200)
    find('trouble', 'the bucket can be listed without a key', 'Take anonymous access out of its policy.');
  else find('ok', 'the bucket is closed to whoever has no key');
}
