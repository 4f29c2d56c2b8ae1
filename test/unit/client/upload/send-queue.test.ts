import { connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { queueIn, sendQueueOf } from '../../../../src/client/upload/send-queue.ts';
import { until } from '../../../support/until.ts';

test('reads the send queue of one connection from the table of the kernel', () => {
  const table =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n' +
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0\n' +
    '   1: 0100007F:C001 0100007F:1F90 01 0000A000:00000003 01:00000014 00000000     0\n';
  expect(queueIn(table, 0xc001, 0x1f90)).toBe(0xa000);
  expect(queueIn(table, 0xc002, 0x1f90)).toBeUndefined();
});

test.runIf(process.platform === 'linux')('unread bytes wait in the queue', async () => {
  let taking: Socket | undefined;
  const server = createServer((socket) => {
    taking = socket.pause();
  }).listen(0, '127.0.0.1');
  await until('the server to listen', () => server.listening);
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  socket.on('error', () => undefined);
  await until('the connection', () => taking !== undefined && socket.localPort !== undefined);
  expect(await sendQueueOf(socket)).toBe(0);
  socket.write(Buffer.alloc(16 * 1024 * 1024));
  await until('bytes to wait', async () => ((await sendQueueOf(socket)) ?? 0) > 0);
  taking?.resume();
  await until(
    'the queue to empty',
    async () => socket.writableLength === 0 && (await sendQueueOf(socket)) === 0,
  );
  socket.destroy();
  server.close();
});
