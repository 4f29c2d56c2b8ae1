import { Client } from 'minio';
import type { S3Endpoint } from '../../stack/endpoints.ts';

const region = 'us-east-1';
const signedSeconds = 3_600;
const bucket = 'argus-bench-reference';

/** A bucket beside that of Argus in the same store, for uploads that bypass Argus. */
export async function createReferenceBucket(endpoint: S3Endpoint, argusBucket: string) {
  const client = new Client({ ...endpoint, region });
  for (const name of [bucket, argusBucket]) {
    if (!(await client.bucketExists(name))) await client.makeBucket(name, region);
  }
  async function removeAll(from: string): Promise<void> {
    const names: string[] = [];
    for await (const { name } of client.listObjectsV2(from, '', true) as AsyncIterable<{ name?: string }>) {
      if (name) names.push(name);
    }
    if (names.length > 0) await client.removeObjects(from, names);
  }
  return {
    name: bucket,
    /** Of an object of Argus. */
    presignGet: (key: string): Promise<string> => client.presignedGetObject(argusBucket, key, signedSeconds),
    presignPut: (key: string): Promise<string> => client.presignedPutObject(bucket, key, signedSeconds),
    /** Empties both buckets, so that the disk is equally full before each round. */
    async empty(): Promise<void> {
      await removeAll(bucket);
      await removeAll(argusBucket);
    },
  };
}

export type ReferenceBucket = Awaited<ReturnType<typeof createReferenceBucket>>;
