import { Client } from 'minio';
import { expect, test } from 'vitest';
import { createPresign } from '../../../src/s3/presign.ts';

const credentials = { accessKey: 'argus', secretKey: 'a secret/with+signs', region: 'eu-central-1' };
const client = new Client({
  endPoint: 'store.example',
  port: 9000,
  useSSL: false,
  pathStyle: true,
  ...credentials,
});
const presign = createPresign({ origin: 'http://store.example:9000', bucket: 'drives', ...credentials });

test.for([
  ['GET', 'a/b', {}],
  ['PUT', 'a/b', { partNumber: '7', uploadId: 'a+b/c=' }],
  ['POST', "charts/1/it's (new) *.svg", { uploads: '' }],
  ['DELETE', 'a/läuft', {}],
] as const)('signs %s %s as the minio client does', async ([method, key, query]) => {
  for (const now of [new Date('2026-11-24T01:02:03.456Z'), new Date('2026-11-25T23:59:59Z')]) {
    const theirs = new URL(await client.presignedUrl(method, 'drives', key, 600, { ...query }, now));
    const ours = new URL(presign(method, key, query, 600, now));
    expect(ours.pathname).toBe(theirs.pathname);
    expect(new Map(ours.searchParams)).toEqual(new Map(theirs.searchParams));
  }
});
