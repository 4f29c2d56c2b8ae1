import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Longer part headers are left to the form parser. */
const longestHead = 16 * 1024;
const headEnd = '\r\n\r\n';

/** What the form parser does not expose: the length of the first part's headers, and the headers of the file's part. */
export function watchHeads(raw: IncomingMessage, onChunk: (chunk: Buffer) => void) {
  let seen: Buffer = Buffer.alloc(0);
  const look = (chunk: Buffer) => {
    onChunk(chunk);
    if (seen.length < longestHead) seen = Buffer.concat([seen, chunk.subarray(0, longestHead - seen.length)]);
  };
  raw.on('data', look);
  return {
    /** Bytes up to the end of the first part's headers; undefined until they have arrived. */
    firstHeadEnd(): number | undefined {
      const at = seen.indexOf(headEnd);
      return at === -1 ? undefined : at + headEnd.length;
    },
    fileHeaders: (boundary: string): IncomingHttpHeaders => fileHeadersIn(seen.toString('latin1'), boundary),
    /** All headers have been read. */
    release(): void {
      seen = Buffer.alloc(0);
      raw.off('data', look);
      raw.on('data', onChunk);
    },
  };
}

/** Headers of the first part with a file name. */
function fileHeadersIn(text: string, boundary: string): IncomingHttpHeaders {
  const heads = text.split(`--${boundary}\r\n`).map((part) => part.split(headEnd, 1)[0] ?? '');
  const head = heads.find((one) => /^content-disposition:.*filename/im.test(one)) ?? '';
  const lines = head.split('\r\n').map((line) => line.split(/:\s*(.*)/s, 2));
  return Object.fromEntries(lines.map(([name = '', value = '']) => [name.trim().toLowerCase(), value]));
}
