import { expect, onTestFinished, test } from 'vitest';
import { usualLimits, watchSocket } from '../../../../src/client/upload/watch-socket.ts';

test('what is written while the send queue is looked up counts as gone only when it has left', async () => {
  const socket = { bytesWritten: 1_000, writableLength: 0, localPort: 1, remotePort: 2 };
  const queues = [0, 400_000, 450_000, 100_000];
  const done = Promise.withResolvers<void>();
  const seen: number[] = [];
  const look = async () => {
    socket.bytesWritten += 200_000;
    const queue = queues.shift();
    if (queue === undefined) done.resolve();
    return queue ?? 0;
  };
  const watch = watchSocket(
    socket,
    { ...usualLimits, movingMs: 20 },
    (bytes) => seen.push(bytes),
    done.reject,
    look,
  );
  onTestFinished(() => watch.stop());
  await done.promise;
  expect(seen).toEqual([0, 0, 0, 500_000]);
});
