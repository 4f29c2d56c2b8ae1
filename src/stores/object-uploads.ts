import { ArgusError } from '../domain/error.ts';
import { completeParts } from '../s3/complete-parts.ts';
import { partBytesFor } from '../s3/part-size.ts';
import { createResumableWriter, type Progress, type ResumableTarget } from '../s3/resumable-writer.ts';
import { isMissing, S3Error } from '../s3/s3-error.ts';
import type { S3Object } from '../s3/s3-object.ts';
import type { SlabPool } from '../s3/slab-pool.ts';

interface Calls {
  /** Runs a call and explains its error. */
  run<T>(work: () => Promise<T>): Promise<T>;
  object(key: string, contentType?: string): S3Object;
  pool: SlabPool;
  presign(method: string, key: string, query: Record<string, string>, seconds: number): string;
}

type ResumableOptions = Pick<ResumableTarget, 'partBytes' | 'onPart'> & {
  from: Progress;
  signal: AbortSignal;
};

const contentType = 'application/octet-stream';
/** What a list of parts can have wrong about it. */
const partCodes = new Set([
  'InvalidPart',
  'InvalidPartOrder',
  'EntityTooSmall',
  'NoSuchUpload',
  'MalformedXML',
]);

/** Objects that come in over several requests. */
export function createObjectUploads({ run, object, pool, presign }: Calls) {
  return {
    /** `tailKey` names the small object for the bytes from a position on. */
    resumable(key: string, tailKey: (at: number) => string, options: ResumableOptions) {
      const { from, partBytes, onPart, signal } = options;
      const tail = (at: number) => object(tailKey(at), contentType);
      const target = { object: object(key, contentType), tail, partBytes, onPart };
      const writer = createResumableWriter(target, pool, from, signal);
      return {
        tidy: writer.tidy,
        taken: writer.taken,
        close: writer.close,
        write: (chunk: Buffer): Promise<void> | undefined => {
          const waits = writer.write(chunk);
          return waits === undefined ? undefined : run(() => waits);
        },
        suspend: () => run(writer.suspend),
        finish: () => run(writer.finish),
      };
    },

    /** Of every part but the last of an object of at most so many bytes. */
    partBytes: partBytesFor,

    beginParts: (key: string): Promise<string> => run(() => object(key, contentType).beginParts()),

    /** May be repeated. @throws ArgusError `conflict` when a part is not there, or is another one. */
    completeParts: (key: string, uploadId: string, etags: readonly string[]): Promise<string> =>
      run(() => completeParts(object(key), uploadId, etags).catch(explainParts)),

    /** Succeeds if there is no such upload. */
    abortParts: (key: string, uploadId: string): Promise<void> =>
      run(async () => {
        await object(key)
          .abortParts(uploadId)
          .catch((error: unknown) => {
            if (!isMissing(error)) throw error;
          });
      }),

    /** Lets whoever has the URL send one part. */
    presignPart: (key: string, uploadId: string, part: number, seconds: number): string =>
      presign('PUT', key, { partNumber: String(part), uploadId }, seconds),
  };
}

function explainParts(error: unknown): never {
  if (!(error instanceof S3Error) || !partCodes.has(error.code)) throw error;
  const message = `The parts do not make the file (${error.code}): send the missing or changed ones again.`;
  throw new ArgusError('conflict', message, { cause: error, details: { store_code: error.code } });
}
