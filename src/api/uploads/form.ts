import type { IncomingHttpHeaders } from 'node:http';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { unlessAborted } from '../../async/unless-aborted.ts';
import { ArgusError } from '../../domain/error.ts';
import type { FileFacts } from '../../domain/file-facts.ts';
import { shownName } from '../http/shown-name.ts';
import { factsOfTexts } from './file-facts.ts';
import { watchHeads } from './raw-form.ts';

/** Small fields beside the file are allowed, within bounds. */
const limits = {
  fileSize: Number.MAX_SAFE_INTEGER,
  files: 2,
  fields: 8,
  fieldSize: 8 * 1024,
  fieldNameSize: 100,
  headerPairs: 20,
  parts: 10,
};
/** Maximum bytes of a form beside its one file: headers, small fields, boundaries. */
export const maxFormOverhead = 256 * 1024;

/** A form being read: the file, and what to check once the file has been read. */
export interface FileForm {
  file: MultipartFile;
  name: string;
  /** The file's length, estimated from that of the form. */
  expectedBytes: number | undefined;
  /** Headers of the file's part. */
  headers: IncomingHttpHeaders;
  /** What its fields say of the file: those before the file, and after `ended` all. @throws ArgusError `validation`. */
  facts(): FileFacts;
  /** Resolves when the form ended properly, without a second file. */
  ended(): Promise<void>;
}

/** Reads a form up to its file; `onChunk` gets all of the form as it is sent.
 * @throws ArgusError `not_multipart`, `file_missing`, `multipart_incomplete`, `validation`. */
export async function readFileForm(
  request: FastifyRequest,
  signal: AbortSignal,
  onChunk: (chunk: Buffer) => void,
): Promise<FileForm> {
  if (!request.isMultipart()) {
    throw new ArgusError('not_multipart', 'Send the file as multipart/form-data, in a part named "file".');
  }
  const parts = request.parts({ limits, preservePath: true }) as AsyncGenerator<Multipart>;
  const heads = watchHeads(request.raw, onChunk);
  const fields = new Map<string, string>();
  const facts = () => factsOfTexts((name) => fields.get(name));
  const file = await nextFile(parts, signal, fields);
  if (!file)
    throw new ArgusError('file_missing', 'The form contains no file; send one in a part named "file".');
  if (file.fieldname !== 'file') {
    throw new ArgusError('file_missing', 'The file must be in a part named "file".', {
      details: { field: file.fieldname.slice(0, 100) },
    });
  }
  facts();
  const boundary = boundaryOf(request);
  const headEnd = heads.firstHeadEnd();
  const headers = heads.fileHeaders(boundary);
  heads.release();
  return {
    file,
    headers,
    facts,
    name: shownName(file.filename),
    expectedBytes: expectedBytes(request, boundary, headEnd),
    async ended() {
      if (file.file.truncated) throw new ArgusError('too_large', 'The file is too large.');
      if (await nextFile(parts, signal, fields)) {
        throw new ArgusError('too_many_files', 'Send one file per request.');
      }
    },
  };
}

/** The next file of the form; fields before it are noted, the first of a name. */
async function nextFile(
  parts: AsyncGenerator<Multipart>,
  signal: AbortSignal,
  fields: Map<string, string>,
): Promise<MultipartFile | undefined> {
  for (;;) {
    // The parser itself has no timeout.
    const next = await unlessAborted(signal, parts.next()).catch((error: unknown) => {
      throw formProblem(error);
    });
    if (next.done) return undefined;
    if (next.value.type === 'file') return next.value;
    const { fieldname, value } = next.value;
    if (!fields.has(fieldname)) fields.set(fieldname, String(value));
  }
}

/** Maps errors of the form parser. */
export function formProblem(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ArgusError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'FST_FILES_LIMIT') {
    return new ArgusError('too_many_files', 'Send one file per request.', { cause: error });
  }
  if (/Unexpected end of (multipart data|form)|terminated early|Premature close/i.test(error.message)) {
    return new ArgusError('multipart_incomplete', 'The form ends before its last boundary.', {
      cause: error,
    });
  }
  if (code.startsWith('FST_') || /multipart|boundary|header/i.test(error.message)) {
    return new ArgusError('validation', `The form cannot be read: ${error.message}.`, {
      cause: error,
      details: { field: 'body' },
    });
  }
  return error;
}

/**
 * Assumes the usual layout: headers, the file, `CRLF--boundary--CRLF`. The last line break may be missing, and other
 * fields may surround the file; then the estimate is wrong, which the object store's writer can handle.
 */
function expectedBytes(
  { headers }: FastifyRequest,
  boundary: string,
  headEnd: number | undefined,
): number | undefined {
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (boundary === '' || headEnd === undefined || !Number.isSafeInteger(length)) return undefined;
  return length - headEnd - Buffer.byteLength(boundary) - '\r\n----\r\n'.length;
}

function boundaryOf({ headers }: FastifyRequest): string {
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(headers['content-type'] ?? '');
  return found?.[1] ?? found?.[2] ?? '';
}
