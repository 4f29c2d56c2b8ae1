import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import Fastify from 'fastify';
import { expect, test, vi } from 'vitest';
import { registerBodies } from '../../../../src/api/http/bodies.ts';

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
