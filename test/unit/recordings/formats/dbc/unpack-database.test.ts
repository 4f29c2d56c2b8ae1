import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { detectsDbc } from '../../../../../src/recordings/formats/dbc/detects-dbc.ts';
import {
  holdsDatabase,
  packedDetectionBytes,
  unpackDatabase,
} from '../../../../../src/recordings/formats/dbc/unpack-database.ts';
import { compressBzip2 } from '../../../../support/recordings/bzip2-compress.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const dbc = Buffer.from(sampleDbc());
/** A megabyte of comments that hardly compress. */
const large = Buffer.concat([
  dbc,
  ...Array.from({ length: 20_000 }, (_, index) =>
    Buffer.from(`CM_ "${Math.sin(index)}${Math.cos(index)}";\n`),
  ),
]);

const packings = {
  'as it is': (bytes: Uint8Array) => bytes,
  gzip: gzipSync,
  zstd: zstdCompressSync,
  lz4: compressLz4,
  bzip2: compressBzip2,
  'gzip in zstd': (bytes: Uint8Array) => zstdCompressSync(gzipSync(bytes)),
} as const;

/** Parts of which opendbc's generator puts a database together. */
const signalLine = ' SG_ SPEED : 7|16@0+ (0.01,0) [0|250] "km/h" XXX';
test.each([
  [`BO_ 180 SPEED_1: 8 XXX\n${signalLine}\n`, 1],
  [`CM_ "IMPORT _common.dbc";\n\nBO_ 180 SPEED_1: 8 XXX\n${signalLine}\n\nCM_ "of the dash"\n`, 1],
  ['VAL_ 180 GEAR 0 "P" 1 "R"\nVAL_ 181 LIGHT 0 "off";\n', 0],
])('a part of a DBC is one: %j', async (text, messages) => {
  const { format, verdict } = await summarise(Buffer.from(text));
  expect([format, verdict.code]).toEqual(['dbc', 'ok']);
  expect(verdict.message).toContain(`defines ${messages} message`);
});

describe.each(Object.entries(packings))('a DBC %s', (_, pack) => {
  test('is recognised by its first bytes, and decompressed', async () => {
    for (const content of [dbc, large]) {
      const packed = pack(content);
      expect(await holdsDatabase(packed.subarray(0, packedDetectionBytes))).toBe(true);
      expect(Buffer.from((await unpackDatabase(packed)) ?? []).equals(content)).toBe(true);
    }
  });

  test('has a verdict', async () => {
    const { format, verdict } = await summarise(pack(dbc));
    expect({ format, code: verdict.code }).toEqual({ format: 'dbc', code: 'ok' });
  });
});

test('other files are not mistaken for a DBC, however they are compressed', async () => {
  for (const bytes of [new Uint8Array(), Buffer.from('no database'), gzipSync('no database')])
    expect(await holdsDatabase(bytes)).toBe(false);
});

test('zeros that a small file packs are not unpacked to look for a database behind them', async () => {
  expect(await holdsDatabase(gzipSync(Buffer.concat([Buffer.alloc(1 << 20), dbc])))).toBe(false);
});

test('a DBC larger than the limit is not decompressed', async () => {
  const bomb = gzipSync(Buffer.concat([dbc, Buffer.alloc(1 << 25, ' ')]));
  expect(await unpackDatabase(bomb)).toBeUndefined();
});

test.each([
  '// generated\n// do not edit\n',
  '/* generated\n by a tool */ ',
  '\r\n\r\n',
  '\ufeff// of a PC\r\n',
])('a DBC is recognised after the comment %j', (comment) => {
  const dbc = `${comment}VERSION ""\n\nNS_ :\n\nBS_:\n\nBU_: A\n\nBO_ 1 M: 8 A\n`;
  expect(detectsDbc(Buffer.from(dbc))).toBe(true);
  expect(detectsDbc(Buffer.from(`${comment}int main() { return 0; }\n`))).toBe(false);
});
