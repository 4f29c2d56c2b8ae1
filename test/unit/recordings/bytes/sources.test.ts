import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { ByteReader } from '../../../../src/recordings/bytes/byte-reader.ts';
import { type ByteSource, bufferSource } from '../../../../src/recordings/bytes/byte-source.ts';
import { countingSource } from '../../../../src/recordings/bytes/sources/counting-source.ts';
import { hashingSource } from '../../../../src/recordings/bytes/sources/hashing-source.ts';
import { httpSource } from '../../../../src/recordings/bytes/sources/http-source.ts';
import { pathSource } from '../../../../src/recordings/bytes/sources/path-source.ts';
import { SourceError } from '../../../../src/recordings/bytes/sources/source-error.ts';
import { summariseFile } from '../../../../src/recordings/summarise-file.ts';
import { until } from '../../../support/until.ts';

const bytes = sampleMcap({ seconds: 20 });
const fast = { retryDelayMs: 1, retries: 3 };
let server: Server | undefined;

async function serve(
  answer: (offset: number, response: ServerResponse, attempt: number) => void,
): Promise<string> {
  let attempt = 0;
  server = createServer((request, response) => {
    const offset = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    attempt += 1;
    answer(offset, response, attempt);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/object`;
}

function send(response: ServerResponse, offset: number, part = bytes.subarray(offset)): void {
  const range = `bytes ${offset}-${bytes.byteLength - 1}/${bytes.byteLength}`;
  response.writeHead(offset > 0 ? 206 : 200, {
    'content-length': bytes.byteLength - offset,
    ...(offset > 0 ? { 'content-range': range } : {}),
  });
  response.write(part, () =>
    part.byteLength < bytes.byteLength - offset ? response.destroy() : response.end(),
  );
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const code = (error: unknown) => (error instanceof SourceError ? error.code : error);

describe('an object behind a URL', () => {
  test('is read completely although the connection drops repeatedly', async () => {
    let requests = 0;
    const url = await serve((offset, response) => {
      requests += 1;
      send(response, offset, bytes.subarray(offset, offset + 40_000));
    });
    const summary = await summariseFile(httpSource(url, bytes.byteLength, fast));
    expect(summary).toEqual(await summariseFile(bufferSource(bytes)));
    expect(requests).toBeGreaterThan(2);
  });

  test('is waited for when the store is busy, within bounds', async () => {
    const url = await serve((offset, response, attempt) => {
      if (attempt < 3) response.writeHead(503).end();
      else send(response, offset);
    });
    expect((await summariseFile(httpSource(url, bytes.byteLength, fast))).verdict.code).toBe('ok');
  });

  test('leaves its connection to the next one when it has been read to its end', async () => {
    const connections = new Set<unknown>();
    const url = await serve((offset, response) => {
      connections.add(response.socket);
      send(response, offset);
    });
    for (let file = 0; file < 6; file += 1) {
      const hashing = hashingSource(httpSource(url, bytes.byteLength, fast));
      await summariseFile(hashing);
      await hashing.sha256();
    }
    // One is not free yet when the next file begins at once.
    expect(connections.size).toBeLessThanOrEqual(2);
  });

  test('is fetched ahead of a slow reader, and not without bound', async () => {
    let sent = 0;
    const large = new Uint8Array(1 << 20);
    const url = await serve((_offset, response) => {
      response.writeHead(200, { 'content-length': 200 << 20 });
      const push = () => {
        while (!response.destroyed && response.write(large)) sent += large.byteLength;
        sent += large.byteLength;
        response.once('drain', push);
      };
      push();
    });
    const reading = httpSource(url, 200 << 20, fast)
      .stream()
      [Symbol.asyncIterator]();
    const first = await reading.next();
    expect(first.done).toBe(false);
    await until('nine MiB to be sent', () => sent > 9 << 20);
    const before = sent;
    await reading.next();
    // Buffers of the kernel and both ends come in addition to the eight MiB.
    expect(before).toBeLessThan(64 << 20);
    await reading.return?.();
  });

  test.each([
    ['gone', 404, 'object_missing'],
    ['forbidden', 403, 'source_unavailable'],
    ['always failing', 500, 'source_unavailable'],
  ])('that is %s is an error of the source', async (_, status, expected) => {
    const url = await serve((_offset, response) => response.writeHead(status).end());
    const failed = summariseFile(httpSource(url, bytes.byteLength, fast)).catch(code);
    expect(await failed).toBe(expected);
  });

  test('of another size than was uploaded is not mistaken for a damaged one', async () => {
    const url = await serve((offset, response) => send(response, offset));
    expect(await summariseFile(httpSource(url, bytes.byteLength + 5, fast)).catch(code)).toBe(
      'source_unavailable',
    );
  });

  test('whose server does not respond or does not exist is unavailable', async () => {
    const silent = await serve(() => undefined);
    const options = { ...fast, retries: 1, idleTimeoutMs: 30 };
    expect(await summariseFile(httpSource(silent, 100, options)).catch(code)).toBe('source_unavailable');
    expect(await summariseFile(httpSource('http://127.0.0.1:9/', 100, options)).catch(code)).toBe(
      'source_unavailable',
    );
  });

  test('is released when the reader is aborted', async () => {
    const url = await serve((offset, response) => {
      response.writeHead(200, { 'content-length': bytes.byteLength });
      response.write(bytes.subarray(offset, 100_000));
    });
    const abort = new AbortController();
    const { signal } = abort;
    const reading = summariseFile(httpSource(url, bytes.byteLength, { signal }), { signal });
    setTimeout(() => abort.abort(new Error('enough')), 50);
    await expect(reading).rejects.toThrow();
  });
});

describe('a path', () => {
  test('that leads nowhere is a missing object', async () => {
    await expect(pathSource('/nowhere/at/all')).rejects.toMatchObject({ code: 'object_missing' });
  });
});

describe('a source that ends early', () => {
  test('is the failure of the source, not damage of the file', async () => {
    const short = { ...bufferSource(bytes), size: bytes.byteLength + 1 };
    expect(await summariseFile(short).catch(code)).toBe('source_unavailable');
  });
});

describe('a count while reading', () => {
  test.each([
    ['near', pathSource(import.meta.filename)],
    ['far', pathSource(import.meta.filename).then(({ size, stream }) => ({ size, stream }))],
  ])('reports each byte of a source that is %s', async (_, opening) => {
    const source: ByteSource = await opening;
    let counted = 0;
    const counting = countingSource(source, (count) => {
      counted += count;
    });
    const reader = new ByteReader(counting);
    expect(await reader.fill(source.size)).toBe(true);
    await reader.close();
    expect(counted).toBe(source.size);
    expect(counting.open !== undefined).toBe(source.open !== undefined);
  });
});

describe('a hash while reading', () => {
  const expected = createHash('sha256').update(bytes).digest('hex');

  test('is that of all bytes, whether or not the reader consumed them all', async () => {
    const read = hashingSource(bufferSource(bytes));
    await summariseFile(read);
    expect(await read.sha256()).toBe(expected);

    const unread = hashingSource(bufferSource(bytes));
    for await (const _ of unread.stream()) break;
    expect(await unread.sha256()).toBe(expected);
  });

  test('counts each byte once although the file is read twice', async () => {
    const twice = hashingSource(bufferSource(bytes));
    await summariseFile(twice);
    await summariseFile(twice);
    expect(await twice.sha256()).toBe(expected);
  });
});
