import { describe, expect, test } from 'vitest';
import { DltWriter } from '../../../../../samples/dlt/dlt-writer.ts';
import { writeSampleDlt } from '../../../../../samples/dlt/sample-dlt.ts';
import type { SecondStyle } from '../../../../../samples/dlt/second-message.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const everything: SecondStyle = {
  place: { file: 'src/navigation/position.cc', line: 102_755 },
  tags: ['TAG1', '', 'a longer tag'],
  privacy: 35,
};
const place = {
  timeNs: 1_773_475_200_990_291_006n,
  uptimeSeconds: 2.8744,
  ecu: 'HighPerformanceComputer',
  app: 'NAVIGATION',
  context: 'POSITION',
};

const styles: [string, SecondStyle][] = [
  ['as the daemon writes it', {}],
  ['as the viewer expects it', { layout: 'viewer' }],
  ['with everything', everything],
  ['in the order of the machine', { ...everything, inHostOrder: true }],
  ['with times since the start', { sinceStart: true }],
];

describe.each(styles)('a log of version 2, %s', (_, second) => {
  test('says the same as one of version 1', async () => {
    const options = { seconds: 20, faults: ['log-errors'] as const };
    const first = await summarise(writeSampleDlt(options).bytes());
    const bytes = writeSampleDlt({ ...options, style: { second } }).bytes();
    const summary = await summarise(bytes);
    expect(summary.verdict.code, summary.verdict.message).toBe('ok');
    expect(countsByTopic(summary)).toEqual(countsByTopic(first));
    expect(summary.versions).toEqual(first.versions);
    expect(summary.span).toEqual(first.span);
    const said = ({ codes, logs }: typeof first) => [
      codes.map(({ code, severity, count, message }) => [code, severity, count, message]),
      logs.map(({ severity, source, text }) => [severity, source, text]),
    ];
    // The level of a non-verbose message is in its FIBEX.
    expect(said(summary)).toEqual(said(first));
    expect(await summariseInPieces(bytes, 701)).toEqual(summary);
  });
});

test('names are as long as they are written', async () => {
  const log = new DltWriter({ session: 571, second: everything });
  log.log('error', place, [{ text: 'no position' }, { int: 12 }]);
  log.nonVerbose('info', place, 1_000, Buffer.of(1));
  const { codes, topics, span } = await summarise(log.bytes());
  expect(codes.map(({ code }) => code)).toEqual([
    'HighPerformanceComputer/NAVIGATION/POSITION: no position #',
  ]);
  expect(topics.map(({ name }) => name).sort()).toEqual([
    'HighPerformanceComputer/NAVIGATION/POSITION',
    'HighPerformanceComputer/NAVIGATION/POSITION ID_1000',
  ]);
  expect(span).toMatchObject({ start_ns: String(place.timeNs), clock: 'unix' });
});

test.each([
  ['since 1970', {}, String(place.timeNs), 'unix'],
  ['since the start', { sinceStart: true }, '2874400000', 'boot'],
] as const)(
  'without a storage header the times are those of the messages, %s',
  async (_, second, start, clock) => {
    const log = new DltWriter({ framing: 'serial', second });
    log.log('info', place, [{ text: 'one' }]);
    log.softwareVersion(place, 'NAV 4.2.0');
    const { span, message_count } = await summarise(log.bytes());
    expect(message_count).toBe(2);
    expect(span).toEqual({ start_ns: start, end_ns: start, clock });
  },
);

test('a stream without anything in between is known by its names', async () => {
  const log = writeSampleDlt({ seconds: 5, style: { framing: 'none', second: {} } });
  const { format, verdict, message_count } = await summarise(log.bytes());
  expect([format, verdict.code, message_count]).toEqual(['dlt', 'ok', log.starts.length]);
});

test('a message alone is known where it is the whole file', async () => {
  const log = new DltWriter({ framing: 'none', second: {} });
  log.log('warn', place, [{ text: 'no position' }]);
  const bytes = Buffer.from(log.bytes());
  const { format, verdict, logs } = await summarise(bytes);
  expect([format, verdict.code, logs.map(({ text }) => text)]).toEqual(['dlt', 'ok', ['no position']]);
  for (const other of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(1)])])
    expect((await summarise(other)).format).not.toBe('dlt');
});

test('parts of messages are counted, and named as not put together', async () => {
  for (const segment of [0, 1, 2, 3, 4]) {
    const log = new DltWriter({ second: { segment } });
    log.log('error', place, [{ text: 'half of it' }]);
    const { verdict, message_count, logs } = await summarise(log.bytes());
    expect([verdict.code, message_count]).toEqual(['unsupported', 1]);
    expect(verdict.message).toContain('At byte 0 a message in several segments is not put together');
    expect(logs.map(({ text }) => text)).toEqual(['a part of a message in several segments']);
  }
});

test('fields that a later release adds are not supported, and no damage', async () => {
  const log = new DltWriter({ second: {} });
  for (const text of ['one', 'two', 'three']) log.log('info', place, [{ text }]);
  const bytes = Buffer.from(log.bytes());
  const header = (log.starts[1] as number) + 14 + place.ecu.length;
  bytes[header + 1] = (bytes[header + 1] as number) | 0x10;
  const { verdict, message_count } = await summarise(bytes);
  expect([verdict.code, message_count]).toEqual(['unsupported', 2]);
  expect(verdict.offset).toBe(log.starts[1]);
});

test('a header that is longer than its message is damage', async () => {
  const log = new DltWriter({ second: {} });
  for (const text of ['one', 'two', 'three']) log.log('info', place, [{ text }]);
  const bytes = Buffer.from(log.bytes());
  bytes[(log.starts[1] as number) + 14 + place.ecu.length + 18] = 255;
  const { verdict, message_count } = await summarise(bytes);
  expect([verdict.code, message_count]).toEqual(['corrupt', 2]);
});

test('twenty thousand names are read in bounded memory', async () => {
  const log = new DltWriter({ second: {} });
  for (let i = 0; i < 20_000; i += 1) log.log('info', { ...place, context: `context ${i}` }, [{ text: 'x' }]);
  const summary = await summarise(log.bytes());
  expect(summary.message_count).toBe(20_000);
  expect(summary.topics.length + summary.omitted.topics).toBeLessThanOrEqual(4_097);
});

test('lines are handed over with their names', async () => {
  const log = new DltWriter({ second: everything });
  log.log('warn', place, [{ text: 'no position' }]);
  const received: unknown[] = [];
  await summariseFile(bufferSource(log.bytes()), {
    messages: {
      channel: ({ topic }) => ({
        message: (timeNs, _offset, _data, fields) => received.push([topic, timeNs, fields()]),
      }),
    },
  });
  const source = 'HighPerformanceComputer/NAVIGATION/POSITION';
  expect(received).toEqual([[source, place.timeNs, { severity: 'warning', source, text: 'no position' }]]);
});
