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
import type { ParseRequest, ThreadResult, ThreadTask } from './parse-request.ts';
import { writeFormat } from './shared-format.ts';

/** Entry point of a pool thread: one file per call. */
export default async function parseFile({ request, format, bytesRead }: ThreadTask): Promise<ThreadResult> {
  writeFormat(format, unknownFormat);
  try {
    const source = countingSource(await openSource(request), (count) => {
      Atomics.add(bytesRead, 0, BigInt(count));
    });
    const onFormat = (found: string) => writeFormat(format, found);
    const databases = request.databases?.map(openShared) ?? [];
    if (request.sha256 === undefined) {
      return { ok: true, summary: await summariseFile(source, { onFormat, databases }) };
    }

    const hashing = hashingSource(source);
    const summary = await summariseFile(hashing, { onFormat, databases });
    if ((await hashing.sha256()) === request.sha256) return { ok: true, summary };
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
  }
}

async function openSource(request: ParseRequest): Promise<ByteSource> {
  if (request.kind === 'path') return pathSource(request.path);
  return httpSource(request.url, request.size, { ca: request.ca });
}

function describe(error: SourceError): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
