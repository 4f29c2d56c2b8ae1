import type { ByteSource } from '../bytes/byte-source.ts';
import { countingSource } from '../bytes/sources/counting-source.ts';
import { hashingSource } from '../bytes/sources/hashing-source.ts';
import { httpSource } from '../bytes/sources/http-source.ts';
import { pathSource } from '../bytes/sources/path-source.ts';
import { SourceError } from '../bytes/sources/source-error.ts';
import { openShared } from '../meaning/dbc/shared-database.ts';
import { summariseFile } from '../summarise-file.ts';
import { emptySummary } from '../summary/empty-summary.ts';
import { unknownFormat } from '../summary/file-summary.ts';
import { unpackAhead } from '../unpack-ahead.ts';
import { PieceReceiver, sendPieces } from './ahead-port.ts';
import type { ThreadResult, ThreadTask, UnpackTask } from './parse-request.ts';
import { writeFormat } from './shared-format.ts';

/** Entry point of a pool thread: one file per call. */
export default async function parseFile(task: ThreadTask): Promise<ThreadResult> {
  const { request, format } = task;
  writeFormat(format, unknownFormat);
  const pieces = task.ahead && new PieceReceiver(task.ahead);
  try {
    const source = await openSource(task);
    const onFormat = (found: string) => writeFormat(format, found);
    const databases = request.databases?.map(openShared) ?? [];
    const ahead = (await pieces?.begins()) ? pieces : undefined;
    if (request.sha256 === undefined) {
      return { ok: true, summary: await summariseFile(source, { onFormat, databases, ahead }) };
    }

    const hashing = hashingSource(source);
    const summary = await summariseFile(hashing, { onFormat, databases, ahead });
    const sha256 = (await ahead?.sha256()) ?? (await hashing.sha256());
    if (sha256 === request.sha256) return { ok: true, summary };
    const message =
      'The stored bytes are not those that were uploaded: their SHA-256 differs. Upload the file again.';
    return {
      ok: true,
      summary: emptySummary(source.size, { code: 'checksum_mismatch', message }, summary.format),
    };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.code === 'source_unavailable') return { ok: false, unavailable: describe(error) };
    const size = request.kind === 'url' ? request.size : 0;
    const message = 'The file is no longer in the store. Upload it again.';
    return { ok: true, summary: emptySummary(size, { code: 'object_missing', message }) };
  } finally {
    pieces?.close();
  }
}

/** The other entry point: reads and unpacks a file for the thread that summarises it. */
export async function unpackFile(task: UnpackTask): Promise<void> {
  const { request, port } = task;
  const closed = new AbortController();
  port.on('close', () => closed.abort());
  try {
    const source = await openSource(task, closed.signal);
    const hashing = request.sha256 === undefined ? undefined : hashingSource(source);
    const pieces = await unpackAhead(hashing ?? source, closed.signal);
    await sendPieces(port, pieces, closed.signal, async () => hashing?.sha256());
  } finally {
    // If it has failed, the pool notifies the other thread, which reads the file alone and finds out why.
    port.close();
  }
}

async function openSource(
  { request, bytesRead }: Pick<ThreadTask, 'request' | 'bytesRead'>,
  signal?: AbortSignal,
): Promise<ByteSource> {
  const source =
    request.kind === 'url'
      ? httpSource(request.url, request.size, { ca: request.ca, signal })
      : await pathSource(request.path);
  return countingSource(source, (count) => {
    Atomics.add(bytesRead, 0, BigInt(count));
  });
}

function describe(error: SourceError): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
