import fc from 'fast-check';
import type { PointerContent } from '../../../../samples/openpilot/event-writer.ts';
import { logText, writeEvent } from '../../../../samples/openpilot/sample-openpilot.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

/** Discriminants of `Event`. */
const initData = 0;
const can = 4;
const logMessage = 17;
const carState = 21;

const frame = fc.record({
  id: fc.oneof(fc.integer({ min: 0, max: 0x7ff }), fc.integer({ min: 0x800, max: 0x1fff_ffff })),
  bus: fc.integer({ min: 0, max: 2 }),
  data: fc.uint8Array({ minLength: 1, maxLength: 8, size: 'max' }),
});

const content: fc.Arbitrary<[kind: number, content: PointerContent]> = fc.oneof(
  fc.array(frame, { minLength: 1, maxLength: 8, size: 'max' }).map((frames): [number, PointerContent] => [
    can,
    {
      structs: frames.map(({ id, bus, data }) => ({
        u32: { 0: id, 4: bus << 16 },
        pointers: { 0: { bytes: data } },
      })),
    },
  ]),
  fc
    .float({ noNaN: true, noDefaultInfinity: true, min: 0, max: 60 })
    .map((speed): [number, PointerContent] => [carState, { struct: { f32: { 0: speed } } }]),
  fc.constant<[number, PointerContent]>([logMessage, { text: logText('INFO', 20, 'started') }]),
  // Kinds of which nothing is read but that they are there.
  fc.constantFrom(1, 8, 13, 63, 72, 95, 103).map((kind): [number, PointerContent] => [kind, { struct: {} }]),
);

const files = fc
  .record({
    startNs: fc.bigInt({ min: 1_500_000_000_000_000_000n, max: 2_000_000_000_000_000_000n }),
    uptimeNs: fc.bigInt({ min: 1_000_000_000n, max: 100_000_000_000n }),
    events: fc.array(
      fc.record({
        content,
        stepNs: fc.oneof(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 0, max: 2_000_000_000 })),
        split: fc.boolean(),
      }),
      { minLength: 3, maxLength: 60, size: 'max' },
    ),
  })
  .map(({ startNs, uptimeNs, events }): RandomFile => {
    let monoNs = uptimeNs;
    const start = { struct: { u16: { 0: 4 }, u64: { 8: startNs } } };
    const parts = [writeEvent(monoNs, initData, start)];
    for (const { content: written, stepNs, split } of events) {
      monoNs += BigInt(stepNs);
      parts.push(writeEvent(monoNs, ...written, split));
    }
    return { bytes: Buffer.concat(parts), extension: '.rlog' };
  });

export const openpilotFormat: RandomFormat = {
  name: 'openpilot',
  reader: 'pycapnp 2.2.4 with the schema of openpilot-logging 0.1.5',
  script: 'openpilot.py',
  files,
  hasValues: true,
};
