import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleAsc } from '../../../../../samples/asc/sample-asc.ts';
import { sampleBlf } from '../../../../../samples/blf/sample-blf.ts';
import { sampleCandump } from '../../../../../samples/candump/sample-candump.ts';
import { sampleCanlog } from '../../../../../samples/canlog/sample-canlog.ts';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import { sampleNmea } from '../../../../../samples/nmea/sample-nmea.ts';
import { sampleTrc } from '../../../../../samples/trc/sample-trc.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { encodings } from '../../../../../src/recordings/bytes/unpack/packings.ts';
import { detectRecording } from '../../../../../src/recordings/detect-recording.ts';
import { holdsDatabase, unpackDatabase } from '../../../../../src/recordings/formats/dbc/unpack-database.ts';
import { packedText } from '../../../../../src/text/packed-text.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

interface Encoding {
  name: 'UTF-16LE' | 'UTF-16BE';
  mark: boolean;
}

function inUtf16(text: string, { name, mark }: Encoding): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return name === 'UTF-16LE' ? bytes : bytes.swap16();
}

const allEncodings: Encoding[] = (['UTF-16LE', 'UTF-16BE'] as const).flatMap((name) => [
  { name, mark: true },
  { name, mark: false },
]);

const texts: Record<string, string> = Object.fromEntries(
  Object.entries({
    asc: sampleAsc({ seconds: 2 }),
    trc: sampleTrc({ seconds: 2 }),
    candump: sampleCandump({ seconds: 2 }),
    canlog: sampleCanlog({ seconds: 2 }),
    nmea: sampleNmea({ seconds: 2 }),
    dbc: sampleDbc(),
    companion: Buffer.from('{"vehicle": "Bär", "notes": ["速度", "кузов"]}\n'),
  }).map(([format, bytes]) => [format, Buffer.from(bytes).toString()]),
);

describe.each(allEncodings)('text in $name, with a byte order mark: $mark', (encoding) => {
  test.each(Object.entries(texts))('is read as %s', async (format, text) => {
    const plain = await summarise(Buffer.from(text));
    expect(plain.format).toBe(format);
    const bytes = inUtf16(text, encoding);
    const { packed_with, ...summary } = await summarise(bytes);
    expect(packed_with).toEqual([encoding.name]);
    expect(summary).toEqual({ ...plain, size_bytes: bytes.byteLength });
    expect(await summariseInPieces(bytes, 333)).toEqual({ ...summary, packed_with });
    expect(await detectRecording(bufferSource(bytes))).toEqual({ format, packedWith: [encoding.name] });
  });

  test('may be packed besides', async () => {
    const bytes = gzipSync(gzipSync(inUtf16(texts.asc ?? '', encoding)));
    const { format, verdict, packed_with } = await summarise(bytes);
    expect({ format, code: verdict.code }).toEqual({ format: 'asc', code: 'ok' });
    expect(packed_with).toEqual(['gzip', 'gzip', encoding.name]);
  });

  test('that ends in the middle of a character is truncated there', async () => {
    const bytes = inUtf16(texts.candump ?? '', encoding);
    const { verdict } = await summarise(Buffer.concat([bytes, bytes.subarray(-1)]));
    expect(verdict).toMatchObject({ code: 'truncated', offset: bytes.byteLength });
  });

  test('has its damage placed in the file', async () => {
    const lines = (texts.candump ?? '').split('\n');
    // A note in a log has letters; what is left of a damaged line has none.
    lines[5] = '(1436509052.24';
    const { verdict } = await summarise(inUtf16(lines.join('\n'), encoding));
    expect(verdict.code).toBe('corrupt');
    expect(verdict.message).toMatch(/^At byte \d+ of the text in UTF-8 a line cannot be read; /);
  });

  test('is a CAN database where one is asked for', async () => {
    const bytes = inUtf16(texts.dbc ?? '', encoding);
    expect(await holdsDatabase(bytes.subarray(0, 4096))).toBe(true);
    expect(Buffer.from((await unpackDatabase(bytes)) ?? []).toString()).toBe(texts.dbc);
  });
});

test.skipIf(!realRecordings)('a real trace that was saved as UTF-16 is read', async () => {
  const { verdict, message_count } = await summarise(readReal('utf16/utf16le.asc'));
  expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 20 });
});

describe('what is not UTF-16', () => {
  const detects = (bytes: Uint8Array) => encodings.some((each) => each.detects(bytes));

  test('is not taken for it: recordings, and texts of one byte a character', () => {
    for (const bytes of [sampleMcap({ seconds: 1 }), sampleBlf({ seconds: 1 })])
      expect(detects(bytes)).toBe(false);
    for (const text of Object.values(texts)) expect(detects(Buffer.from(text))).toBe(false);
    for (const bytes of [[], [0xff, 0xfe], [0x41, 0]]) expect(detects(Uint8Array.from(bytes))).toBe(false);
  });

  test('is not taken for it: any binary data, with a mark or without', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.uint8Array({ minLength: 200, maxLength: 400 }), (marked, bytes) => {
        const start = marked ? [0xff, 0xfe] : [];
        expect(detects(Buffer.concat([Uint8Array.from(start), bytes]))).toBe(false);
      }),
      // Zeros alone, as arbitrary bytes often are, contain control characters too.
      { numRuns: 300 },
    );
  });
});

test('a report says in what a text is written, and what its places count', () => {
  expect(packedText(['gzip', 'UTF-16LE'])).toBe(
    'packed with gzip, written in UTF-16LE: places count bytes of the text in UTF-8, damaged bytes those of the file',
  );
});
