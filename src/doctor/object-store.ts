import type { Config } from '../config.ts';
import { createObjectStore } from '../stores/objects.ts';
import { type Examination, type Find, sentenceOf } from './check.ts';
import { clockFinding } from './clock.ts';

const probe = 'argus-doctor/probe';

export function examineObjectStore(config: Config): Examination {
  const origin = `${config.MINIO_USE_SSL ? 'https' : 'http'}://${config.MINIO_ENDPOINT}`;
  return {
    subject: 'object store',
    adviceOnError: () => `Is it up at ${origin}? See MINIO_ENDPOINT and MINIO_USE_SSL. Uploads answer 503.`,
    async examine(find) {
      // `fetch` takes no certificates of our own.
      const date = config.MINIO_CA === undefined ? await clockOf(origin) : undefined;
      if (date !== undefined) clockFinding(find, date);
      const objects = createObjectStore(config);
      try {
        await objects.ping();
        if (await canKeepObjects(objects, find))
          await examinePolicy(`${origin}/${config.MINIO_BUCKET}`, find);
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

/** From the server's response to any client, in whole seconds. */
async function clockOf(origin: string): Promise<number | undefined> {
  const { headers } = await fetch(origin, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(4_000),
  });
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date + 500;
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
async function examinePolicy(bucketUrl: string, find: Find): Promise<void> {
  const { status } = await fetch(`${bucketUrl}?list-type=2&max-keys=1`, {
    signal: AbortSignal.timeout(4_000),
  });
  if (status === 200)
    find('trouble', 'the bucket can be listed without a key', 'Take anonymous access out of its policy.');
  else find('ok', 'the bucket is closed to whoever has no key');
}
