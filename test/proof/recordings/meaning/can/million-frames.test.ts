import { expect, test } from 'vitest';
import { createRandom } from '../../../../../samples/random.ts';
import { DamageLog } from '../../../../../src/recordings/bytes/damage.ts';
import { createBusTraffic } from '../../../../../src/recordings/meaning/can/bus-traffic.ts';
import { busErrorKinds, frameFlags } from '../../../../../src/recordings/meaning/can/can-frame.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';

test('a million identifiers on a thousand buses are counted in bounded memory', () => {
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder);
  const { next } = createRandom(3);
  const data = Buffer.from('10FF590200010203', 'hex');
  const count = 1_000_000;
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < count; index += 1) {
    const id = Math.floor(next() * 2 ** 29);
    traffic.can(`bus ${index % 1_000}`).frame(412_916, index, id, frameFlags.extended, data, 0, 8, index);
  }
  traffic.finish();
  const grown = process.memoryUsage().heapUsed - before;
  expect(builder.messageCount).toBe(count);
  expect(grown).toBeLessThan(100 * 2 ** 20);
});

test('a million bus errors are one code', () => {
  const builder = new SummaryBuilder();
  const bus = createBusTraffic(builder).can('CAN 1');
  for (let index = 0; index < 1_000_000; index += 1)
    bus.error(412_916, index, busErrorKinds[0], index, 'form error');
  const { codes } = builder.finish({ format: 'trc', sizeBytes: 0, damage: new DamageLog() });
  expect(codes).toEqual([expect.objectContaining({ code: 'CAN 1: error frame', count: 1_000_000 })]);
});
