import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { expect, test, vi } from 'vitest';
import { registerBodies } from '../../../../src/api/http/bodies.ts';
import { registerErrors } from '../../../../src/api/http/errors.ts';

test('a body that was refused in its middle does nothing more when its connection ends', async () => {
  const app = Fastify({ bodyLimit: 1_000 });
  registerBodies(app);
  const requests: IncomingMessage[] = [];
  app.addHook('onRequest', async ({ raw }) => void requests.push(raw));
  app.post('/', async () => 'taken');
  await app.listen();
  const uncaught = vi.fn();
  process.on('uncaughtException', uncaught);
  try {
    const socket = connect((app.server.address() as AddressInfo).port);
    let received = '';
    socket.on('data', (data) => (received += data));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      'POST / HTTP/1.1\r\nhost: argus\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{',
    );
    await closed;
    expect(received).toMatch(/^HTTP\/1.1 413/);
    // What happens to it some seconds after the answer.
    const [request] = requests;
    const gone = new Promise((resolve) => request?.once('close', resolve));
    request?.destroy();
    await gone;
    await new Promise(setImmediate);
    expect(uncaught).not.toHaveBeenCalled();
  } finally {
    process.off('uncaughtException', uncaught);
    await app.close();
  }
});

test('a body in a content coding is refused, whatever its type', async () => {
  const app = Fastify();
  registerErrors(app);
  registerBodies(app);
  app.post('/', async () => 'taken');
  const send = async (headers: Record<string, string>, payload = '{}') => {
    const {
      statusCode,
      headers: answered,
      body,
    } = await app.inject({ method: 'POST', url: '/', headers, payload });
    return [statusCode, answered['accept-encoding'], body === 'taken' || JSON.parse(body).field];
  };
  const json = { 'content-type': 'application/json' };
  try {
    const refused = [415, 'identity', 'content-encoding'];
    expect(await send({ ...json, 'content-encoding': 'gzip' })).toEqual(refused);
    expect(
      await send({ 'content-encoding': 'zstd', 'content-type': 'application/offset+octet-stream' }),
    ).toEqual(refused);
    expect(await send({ ...json, 'content-encoding': 'identity' })).toEqual([200, undefined, true]);
    expect(await send({ ...json, 'content-encoding': 'Identity' })).toEqual([200, undefined, true]);
    expect(await send({ 'content-encoding': 'gzip' }, '')).toEqual([200, undefined, true]);
  } finally {
    await app.close();
  }
});

test.each([
  ['PATCH', 'application/offset+octet-stream'],
  ['POST', 'multipart/form-data; boundary=b'],
] as const)(
  'a route that reads the body itself refuses a %s in a content coding with JSON',
  async (method, type) => {
    const app = Fastify();
    registerErrors(app);
    registerBodies(app);
    app.addContentTypeParser(type, (_request, _body, done) => done(null));
    const handler = vi.fn(async () => 'taken');
    app.route({ method, url: '/', config: { streamsBody: true }, handler });
    try {
      const headers = { 'content-type': type, 'content-encoding': 'gzip' };
      const {
        statusCode,
        headers: answered,
        body,
      } = await app.inject({ method, url: '/', headers, payload: 'x' });
      expect([statusCode, answered['content-type']]).toEqual([415, 'application/json']);
      expect(JSON.parse(body)).toMatchObject({ code: 'unsupported_media_type', field: 'content-encoding' });
      expect(handler).not.toHaveBeenCalled();
    } finally {
      await app.close();
    }
  },
);
