import fc from 'fast-check';
import { UlogWriter } from '../../../../samples/ulog/ulog-writer.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { numberBytes } from './number-bytes.ts';

const types = [
  'int8_t',
  'uint8_t',
  'int16_t',
  'uint16_t',
  'int32_t',
  'uint32_t',
  'int64_t',
  'uint64_t',
  'float',
  'double',
  'bool',
] as const;

interface Field {
  type: string;
  count: number;
}

const field = fc.record<Field>({ type: fc.constantFrom(...types), count: fc.constantFrom(1, 1, 1, 2, 5) });

const message = fc.record({
  fields: fc.array(field, { minLength: 1, maxLength: 8, size: 'max' }),
  /** Fields of another definition inside, so many times. */
  inner: fc.option(
    fc.record({ fields: fc.array(field, { minLength: 1, maxLength: 3 }), count: fc.constantFrom(1, 3) }),
  ),
  instances: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 7 }),
});

/** Records other than data, which readers count for themselves or pass over. */
const others = ['log', 'tagged log', 'dropout', 'sync', 'parameter', 'info', 'info in parts'] as const;

const record = fc.record({
  message: fc.nat(100),
  instance: fc.nat(2),
  stepUs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000_000 })),
  seed: fc.integer(),
  before: fc.option(fc.constantFrom(...others), { freq: 8 }),
});

const ulogs = fc
  .record({
    startUs: fc.integer({ min: 0, max: 1_000_000_000 }),
    hasFlags: fc.boolean(),
    messages: fc.array(message, { minLength: 1, maxLength: 4, size: 'max' }),
    records: fc.array(record, { minLength: 1, maxLength: 100, size: 'max' }),
  })
  .map(({ startUs, hasFlags, messages, records }): RandomFile => {
    const log = new UlogWriter(startUs);
    if (hasFlags) log.flagBits();
    log.info('sys_name', 'Random');
    for (const [index, { fields, inner, padding }] of messages.entries()) {
      if (inner) log.format(`inner_${index}:${inner.fields.map(definition('i')).join('')}`);
      const nested = inner ? `inner_${index}${inner.count > 1 ? `[${inner.count}]` : ''} nested;` : '';
      // Padding at the end is in the definition only.
      const fill = padding > 0 ? `uint8_t[${padding}] _padding0;` : '';
      log.format(
        `random_${index}:uint64_t timestamp;${fields.map(definition('f')).join('')}${nested}${fill}`,
      );
    }
    const ids = new Map<string, number>();
    for (const [index, { instances }] of messages.entries()) {
      for (let instance = 0; instance < instances; instance += 1) {
        const id = ids.size;
        ids.set(`${index}/${instance}`, id);
        log.subscribe(id, instance, `random_${index}`);
      }
    }
    let timeUs = startUs;
    for (const { message: chosen, instance, stepUs, seed, before } of records) {
      timeUs += stepUs;
      if (before) writeOther(log, before, timeUs);
      const index = chosen % messages.length;
      const { fields, inner, instances } = messages[index] as (typeof messages)[number];
      const id = ids.get(`${index}/${instance % instances}`) as number;
      const nested = inner ? Array.from({ length: inner.count }, () => inner.fields).flat() : [];
      const numbers = [...fields, ...nested].flatMap(({ type, count }) => Array<string>(count).fill(type));
      log.data(id, timeUs, [numberBytes(numbers, seed)]);
    }
    return { bytes: log.bytes(), extension: '.ulg' };
  });

function definition(prefix: string): (field: Field, index: number) => string {
  return ({ type, count }, index) => `${type}${count > 1 ? `[${count}]` : ''} ${prefix}${index};`;
}

function writeOther(log: UlogWriter, kind: (typeof others)[number], timeUs: number): void {
  const write: Record<typeof kind, () => void> = {
    log: () => log.log(6, timeUs, 'all is well'),
    'tagged log': () => log.taggedLog(4, 7, timeUs, 'nearly all is well'),
    dropout: () => log.dropout(20),
    sync: () => log.sync(),
    parameter: () => log.parameter('RND_GAIN', 0.5),
    info: () => log.info('sys_uuid', '0001'),
    'info in parts': () => {
      log.infoMultiple('perf_top', 'first part', false);
      log.infoMultiple('perf_top', 'second part', true);
    },
  };
  write[kind]();
}

export const ulogFormat: RandomFormat = {
  name: 'ulog',
  reader: 'pyulog 1.3.0',
  script: 'ulog.py',
  files: ulogs,
  hasValues: true,
};
