import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { RedisConnector } from '../../../src/stores/redis/connector.ts';
import { until } from '../../support/until.ts';

test('every error of the socket is heard, and the first is kept', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await until('the server to listen', () => server.listening);
  const connector = new RedisConnector({ ...(server.address() as object), host: '127.0.0.1' });
  const socket = await connector.connect();
  socket.destroy(new Error('write ECONNRESET'));
  await new Promise((resolve) => socket.once('close', resolve));
  // As Node reports an alert of TLS that arrives behind it: without a listener, `emit` throws.
  socket.emit('error', new Error('tlsv1 alert decode error'));
  expect(connector.firstError?.message).toBe('write ECONNRESET');
  server.close();
});
