import { ArgusError } from './error.ts';
import type { FileFacts } from './file-facts.ts';

export type HashName = 'sha256' | 'sha512';

/** A digest that the content must have. */
export interface ExpectedDigest {
  hash: HashName;
  /** Lower-case hexadecimal. */
  hex: string;
}

/**
 * `open` takes bytes; `completing` has them all, and the file is about to count; `finished`: it counts; `refused`: it never
 * will, and `refusal` says why.
 */
export const uploadStates = ['open', 'completing', 'finished', 'refused'] as const;
export type UploadState = (typeof uploadStates)[number];

/** A file on its way, as it is stored. Sizes are bytes, times RFC 3339. */
export interface Upload extends FileFacts {
  /** Also the id of the file. */
  id: string;
  batch_id: string;
  name: string;
  /** Of the whole file; null until the client says. */
  length: number | null;
  /** Safe in the object store, and reported to the client. */
  received: number;
  part_bytes: number;
  s3_upload_id: string | null;
  /** Lengths of the small objects that hold what came after the last whole part. */
  tail: number[];
  state: UploadState;
  direct: boolean;
  is_piece: boolean;
  metadata: string;
  digests: ExpectedDigest[];
  refusal: string | null;
  file_id: string | null;
  /** Whether a request is writing to it. */
  held: boolean;
  created_at: string;
  touched_at: string;
}

/** Key of the small object that holds the bytes from `at` on, until there are enough for a part. */
export function uploadTailKey({ batch_id, id }: Pick<Upload, 'batch_id' | 'id'>, at: number): string {
  return `${uploadPrefix({ batch_id, id })}${at}`;
}

/** All objects of an unfinished upload begin with it, but for the file itself. */
export function uploadPrefix({ batch_id, id }: Pick<Upload, 'batch_id' | 'id'>): string {
  return `${batch_id}/uploads/${id}/`;
}

export function uploadObjectKey(upload: Pick<Upload, 'batch_id' | 'id' | 'is_piece'>): string {
  return upload.is_piece ? `${uploadPrefix(upload)}whole` : `${upload.batch_id}/${upload.id}`;
}

/** What a request says about the length of an upload. */
export interface LengthClaims {
  /** Where the content of the request begins. */
  offset: number;
  /** Of the request's content, if it says so. */
  contentLength: number | undefined;
  /** Of the whole file, in its header. */
  declared: number | undefined;
  /** The request sends the rest of the file. */
  completes: boolean;
}

/**
 * The length of the file by all that is known. A file that grows while it is sent shows here, before its first byte too many.
 * @throws ArgusError `length_mismatch`, `too_large`.
 */
export function lengthOf(known: number | null, claims: LengthClaims, maxBytes: number): number | null {
  const { offset, contentLength, declared, completes } = claims;
  const end = contentLength === undefined ? undefined : offset + contentLength;
  const claimed = [known ?? undefined, declared, completes ? end : undefined].filter(
    (one) => one !== undefined,
  );
  const [length = null] = claimed;
  const other = claimed.find((one) => one !== length);
  if (length !== null && other !== undefined) throw otherLength(length, other);
  if (length !== null && end !== undefined && end > length) throw otherLength(length, end);
  const most = Math.max(length ?? 0, end ?? 0);
  if (most > maxBytes) throw tooLarge(maxBytes);
  if (length !== null && length < offset) throw otherLength(length, offset);
  return length;
}

/** The file has other bytes than it was said to have: most often, a recorder is still writing it. */
export function otherLength(length: number, found: number): ArgusError {
  const sentence =
    found > length
      ? `The file was announced with ${length} bytes and has more (${found}): it has grown while it was sent. Upload it again once nothing writes to it.`
      : `The file was announced with ${length} bytes and ends at ${found}.`;
  return new ArgusError('length_mismatch', sentence, { details: { length, found } });
}

export function tooLarge(maxBytes: number): ArgusError {
  return new ArgusError('too_large', `The file is larger than the ${maxBytes} bytes allowed.`, {
    details: { max_bytes: maxBytes },
  });
}
