import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { watchBody } from '../../../../src/api/http/body-watch.ts';
import { bodyChunks } from '../../../../src/api/uploads/body-chunks.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A request of which the bytes `sent` of 20 come, as the server sees it. */
async function requestOf(sent: string): Promise<{ request: IncomingMessage; socket: Socket }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  const begun = new Promise<IncomingMessage>((resolve) => server.once('request', resolve));
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  ends.push(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  socket.write(`PATCH / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 20\r\n\r\n${sent}`);
  return { request: await begun, socket };
}

async function read(request: IncomingMessage, signal: AbortSignal, onChunk = () => {}) {
  let text = '';
  try {
    for await (const chunk of bodyChunks(request, signal)) {
      text += chunk.toString();
      onChunk();
    }
    return { text };
  } catch (error) {
    return { text, error };
  }
}

const unaborted = new AbortController().signal;

test('a body comes whole, and ends', async () => {
  const { request } = await requestOf('0123456789abcdefghij');
  expect(await read(request, unaborted)).toEqual({ text: '0123456789abcdefghij' });
});

test('of a client that goes away, what has come is given, and then why there is no more', async () => {
  const { request, socket } = await requestOf('0123456789');
  const found = await read(request, unaborted, () => socket.destroy());
  expect(found).toMatchObject({ text: '0123456789', error: { code: 'upload_aborted' } });
});

test('a signal ends it while nothing comes', async () => {
  const { request } = await requestOf('0123456789');
  const stop = new AbortController();
  const found = await read(request, stop.signal, () => setImmediate(() => stop.abort(new Error('enough'))));
  expect(found).toMatchObject({ text: '0123456789', error: { message: 'enough' } });
});

test('a client that falls silent is given up, although the request was never asked to flow', async () => {
  const { request } = await requestOf('0123456789');
  const watch = watchBody(request, 0.4);
  expect(await read(request, watch.signal)).toMatchObject({ text: '0123456789', error: { code: 'timeout' } });
  watch.stop();
});
