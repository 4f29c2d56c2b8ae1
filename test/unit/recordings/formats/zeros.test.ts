import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleTlog } from '../../../../samples/tlog/sample-tlog.ts';
import { bufferSource } from '../../../../src/recordings/bytes/byte-source.ts';
import { detectRecording } from '../../../../src/recordings/detect-recording.ts';
import { packedText } from '../../../../src/text/packed-text.ts';
import { randomFormats } from '../../../oracles/random/formats.ts';
import { randomFile } from '../../../oracles/random/random-file.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const zeros = (count: number) => new Uint8Array(count);
const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const named = (...names: string[]) => randomFormats.filter(({ name }) => names.includes(name));

describe('zeros in front of a recording', () => {
  const recordings = named(
    ...['candump', 'asc', 'blf', 'trc', 'can-csv', 'ulog', 'mdf3', 'mdf4', 'mcap-json', 'ros1bag', 'ros2db3'],
    ...['dlt', 'pcap', 'pcapng', 'dataflash', 'csv', 'jsonl', 'parquet'],
  );
  test.each(recordings)('of $name cost no message behind them', async (format) => {
    const { bytes } = randomFile(format, 201);
    const [whole, behind] = [await summarise(bytes), await summarise(joined(zeros(53_001), bytes))];
    expect(behind.verdict).toMatchObject({
      code: 'corrupt',
      offset: 0,
      damaged: [{ start: 0, end: 53_001 }],
      salvaged_messages: whole.message_count,
    });
    expect(behind).toEqual({
      ...whole,
      packed_with: ['zeros'],
      size_bytes: bytes.length + 53_001,
      verdict: behind.verdict,
    });
  });

  test.each([512, 4_095, 4_096, 4_097, 8_192, 70_000])('are counted to the byte: %i', async (count) => {
    const [recording] = named('ulog').map((format) => randomFile(format, 201).bytes);
    const { verdict } = await summarise(joined(zeros(count), recording as Uint8Array));
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: 0, end: count }] });
  });

  test('of telemetry, whose first stamp begins with one, cost one frame', async () => {
    const bytes = sampleTlog({ seconds: 2 });
    const whole = await summarise(bytes);
    const { format, message_count } = await summarise(joined(zeros(52_962), bytes));
    expect([format, message_count]).toEqual(['tlog', whole.message_count - 1]);
  });

  test('say nothing of what is no recording, and are no recording themselves', async () => {
    const unknown = await summarise(joined(zeros(9_000), Buffer.from('\u0001\u0002 nothing')));
    expect(unknown.verdict.code).toBe('unknown_format');
    expect((await summarise(zeros(9_000))).verdict).toMatchObject({
      code: 'truncated',
      message: 'At byte 0 the file holds nothing but zeros; no message could be read.',
    });
  });

  test('inside a compression have their place in what is unpacked', async () => {
    expect((await summarise(gzipSync(zeros(9_000)))).verdict.message).toBe(
      'At byte 0 of the unpacked recording the file holds nothing but zeros; no message could be read.',
    );
  });

  test('are a layer that is named', async () => {
    const [recording] = named('ulog').map((format) => randomFile(format, 201).bytes);
    const source = bufferSource(joined(zeros(53_001), recording as Uint8Array));
    expect(await detectRecording(source)).toEqual({ format: 'ulog', packedWith: ['zeros'] });
    expect(packedText(['zeros'])).toMatch(/^behind zeros: places count bytes of the recording/);
  });
});

describe('zeros at the end of a recording', () => {
  const recordings = named(
    ...[
      'candump',
      'asc',
      'blf',
      'trc',
      'can-csv',
      'ulog',
      'mcap-json',
      'mcap-ros2',
      'ros1bag',
      'dlt',
      'pcap',
    ],
    ...['pcapng', 'tlog', 'cyber', 'openpilot', 'csv', 'jsonl'],
  );
  test.each(recordings)('of $name are where it ends, and no damage', async (format) => {
    const { bytes } = randomFile(format, 201);
    const [whole, padded] = [await summarise(bytes), await summarise(joined(bytes, zeros(70_000)))];
    // Objects of BLF are filled up to four bytes.
    const start = format.name === 'blf' ? expect.closeTo(bytes.length, -1) : bytes.length;
    const damaged = [{ start, end: bytes.length + 70_000 }];
    expect(padded.verdict).toMatchObject({ code: 'truncated', offset: start, damaged });
    expect(padded.verdict.message).toContain('the recording ends, and zeros follow');
    expect(padded.message_count).toBe(whole.message_count);
  });

  test('behind the beginning of a message are no damage either', async () => {
    const bytes = sampleTlog({ seconds: 2 });
    const { verdict } = await summarise(joined(bytes.subarray(0, bytes.length - 5), zeros(4096)));
    expect(verdict.code).toBe('truncated');
  });

  test('are damage if they are few, or behind more that cannot be read', async () => {
    const bytes = sampleTlog({ seconds: 2 });
    const other = new Uint8Array(5_000).fill(0xaa);
    expect((await summarise(joined(bytes, zeros(500)))).verdict.code).toBe('corrupt');
    expect((await summarise(joined(bytes, other, zeros(4_000)))).verdict.code).toBe('corrupt');
  });
});
