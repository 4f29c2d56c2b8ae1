import fc from 'fast-check';
import { type DltArgument, type DltLevel, DltWriter } from '../../../../samples/dlt/dlt-writer.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

const levels: DltLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'verbose'];

/** Without names, which pydlt does not support. */
const argument: fc.Arbitrary<DltArgument> = fc.oneof(
  fc.record({ bool: fc.boolean() }),
  fc.record({
    int: fc.bigInt({ min: 0n, max: 127n }),
    bits: fc.constantFrom(8 as const, 16 as const, 32 as const, 64 as const),
    signed: fc.boolean(),
  }),
  fc.record({
    float: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    bits: fc.constantFrom(32 as const, 64 as const),
  }),
  fc.record({ text: fc.constantFrom('', 'ready', 'temperature high'), utf8: fc.boolean() }),
  fc.uint8Array({ maxLength: 12 }).map((raw) => ({ raw })),
);

const ids = fc.constantFrom('APP1', 'AB', 'X', 'DIAG');

const message = fc.record({
  stepUs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000_000 })),
  ecu: fc.constantFrom('ECU1', 'E2', 'HU'),
  app: ids,
  context: ids,
  uptime: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  kind: fc.constantFrom('log', 'log', 'log', 'non-verbose', 'short', 'network', 'version', 'overflow'),
  level: fc.constantFrom(...levels),
  arguments: fc.array(argument, { maxLength: 5, size: 'max' }),
  id: fc.integer({ min: 0, max: 5 }),
  data: fc.uint8Array({ maxLength: 20, size: 'max' }),
});

const files = fc
  .record({
    startUs: fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }),
    bigEndian: fc.boolean(),
    session: fc.option(fc.nat(1_000), { nil: undefined }),
    messages: fc.array(message, { minLength: 1, maxLength: 60, size: 'max' }),
  })
  .map(({ startUs, bigEndian, session, messages }): RandomFile => {
    const writer = new DltWriter({ bigEndian, ...(session !== undefined && { session }) });
    let timeUs = startUs;
    for (const { stepUs, ecu, app, context, uptime, kind, level, arguments: args, id, data } of messages) {
      timeUs += BigInt(stepUs);
      const uptimeSeconds = uptime === undefined ? {} : { uptimeSeconds: uptime / 10_000 };
      const place = { timeNs: timeUs * 1_000n, ecu, app, context, ...uptimeSeconds };
      switch (kind) {
        case 'log':
          writer.log(level, place, args);
          break;
        case 'non-verbose':
          writer.nonVerbose(level, place, id, data);
          break;
        case 'short':
          writer.short(place, id);
          break;
        case 'network':
          writer.network(place, data);
          break;
        case 'version':
          writer.softwareVersion(place, 'SW 1.0');
          break;
        default:
          writer.bufferOverflow(place, id);
      }
    }
    return { bytes: writer.bytes(), extension: '.dlt' };
  });

export const dltFormat: RandomFormat = {
  name: 'dlt',
  reader: 'pydlt 0.3.5',
  script: 'dlt.py',
  files,
  hasBytes: true,
};
