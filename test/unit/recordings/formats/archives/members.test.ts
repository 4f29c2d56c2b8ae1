import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeTar } from '../../../../../samples/archives/write-tar.ts';
import { writeZip } from '../../../../../samples/archives/write-zip.ts';
import { sampleCandump } from '../../../../../samples/candump/sample-candump.ts';
import { sampleCsv } from '../../../../../samples/csv/sample-csv.ts';
import { sampleDataflash } from '../../../../../samples/dataflash/sample-dataflash.ts';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const mcap = sampleMcap({ seconds: 3 });
const table = sampleCsv({ seconds: 30 });
const files = [
  { name: 'day 1/drive.mcap', content: mcap },
  { name: '../../etc/passwd', content: table },
  { name: 'README.txt', content: Buffer.from('Drive of Monday: it rained.\nNothing else.\n') },
  // Its reader needs the size.
  { name: `${'long/'.repeat(40)}flight.bin`, content: sampleDataflash({ seconds: 3 }) },
  { name: 'inner.zip', content: writeZip([{ name: 'drive.mcap', content: mcap }]) },
];
const recordings = files.filter(({ name }) => !/README|inner/.test(name));

const archives: [string, 'zip' | 'tar', Uint8Array][] = [
  ['a ZIP archive', 'zip', writeZip(files)],
  ['a ZIP archive that is not packed', 'zip', writeZip(files, { packed: false })],
  ['a ZIP archive written to a stream', 'zip', writeZip(files, { sizesFollow: true })],
  ['a tar archive', 'tar', writeTar(files)],
  ['a packed tar archive', 'tar', gzipSync(writeTar(files))],
];

const members = ({ members: all = [] }: FileSummary) => all;

describe('the recordings in an archive', () => {
  test.each(archives)('in %s are read as they are alone', async (_, format, bytes) => {
    const summary = await summarise(bytes);
    expect(summary).toMatchObject({ format, verdict: { code: 'unsupported' } });
    expect(summary.verdict.message).toMatch(
      /^3 recordings of the (?:ZIP|tar) archive were read, with [\d,]+ messages\. Not read: "inner\.zip" is an archive within the archive; take it out, and upload it by itself\.$/,
    );
    expect(members(summary).map(({ name }) => name)).toEqual(
      recordings.map(({ name }) => name.slice(0, 200).trim()),
    );
    for (const [index, { content }] of recordings.entries()) {
      const member = members(summary)[index];
      expect(member?.summary).toEqual(await summarise(content));
      expect(member?.size_bytes).toBe(content.byteLength);
      expect(member?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    }
    expect(summary.message_count).toBe(
      members(summary).reduce((sum, member) => sum + member.summary.message_count, 0),
    );
    // Neither a text nor an archive in the archive is a recording: they are listed, not failed; what the latter holds
    // is missing, which the verdict says.
    expect(summary.attachments.map(({ name }) => name)).toEqual(['README.txt', 'inner.zip']);
  });

  test('are the same in pieces of any size', async () => {
    for (const [, , bytes] of archives) {
      expect(await summariseInPieces(bytes, 4_099)).toEqual(await summarise(bytes));
    }
  });

  test('that are encrypted, or packed in an unknown way, are named, and the others read', async () => {
    const summary = await summarise(
      writeZip([
        { name: 'locked.mcap', content: mcap, isEncrypted: true },
        { name: 'later.mcap', content: mcap, method: 97 },
        { name: 'table.csv', content: table },
      ]),
    );
    expect(summary.verdict).toMatchObject({
      code: 'unsupported',
      message:
        '1 recording of the ZIP archive was read, with 300 messages. Not read: "locked.mcap" is protected by a password; "later.mcap" is packed with method 97 of ZIP, which is not supported.',
      salvaged_messages: 300,
    });
  });

  test('are not there in an archive of other files', async () => {
    const { verdict } = await summarise(writeZip([{ name: 'a.txt', content: Buffer.from('words') }]));
    expect(verdict).toEqual({
      code: 'unknown_format',
      message: 'This is a ZIP archive without a recording that Argus knows (1 other file).',
    });
  });
});

describe('an archive', () => {
  const verdictOf = async (...entries: Parameters<typeof writeZip>[0]) =>
    (await summarise(writeZip(entries))).verdict;

  test('without files is empty', async () => {
    expect(await verdictOf()).toEqual({
      code: 'empty',
      message: 'This is a ZIP archive without any file in it.',
    });
  });

  test('of recordings alone is whole', async () => {
    expect(await verdictOf({ name: 'a.csv', content: table })).toEqual({
      code: 'ok',
      message: '1 recording of the ZIP archive was read, with 300 messages.',
    });
  });

  test('of archives alone says what to do with them', async () => {
    const inner = { name: 'inner.zip', content: writeZip([{ name: 'a.csv', content: table }]) };
    expect(await verdictOf(inner)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('"inner.zip" is an archive within the archive; take it out'),
    });
  });

  test('says how many of its recordings could be read', async () => {
    const cut = { name: 'cut.mcap', content: mcap.subarray(0, 20) };
    expect((await verdictOf({ name: 'a.csv', content: table }, cut)).message).toBe(
      '1 of 2 recordings in the ZIP archive could be read, with 300 messages.',
    );
  });

  test('says that a database in it is not used for its other files', async () => {
    const database = { name: 'v.dbc', content: Buffer.from(sampleDbc()) };
    const trace = { name: 'c.log', content: sampleCandump({ seconds: 1 }) };
    const apart = 'A database in it names no signals of the other files: upload it beside the archive.';
    expect((await verdictOf(database, trace)).message).toContain(apart);
    expect((await verdictOf(database)).message).not.toContain(apart);
  });
});

describe('a damaged archive', () => {
  test('that was cut gives what is before the cut', async () => {
    const small = [
      { name: 'a.csv', content: table },
      { name: 'b.csv', content: table },
      { name: 'c.log', content: sampleCandump({ seconds: 1 }) },
    ];
    for (const bytes of [writeZip(small), writeZip(small, { sizesFollow: true }), writeTar(small)]) {
      const { verdict, message_count } = await summarise(
        bytes.subarray(0, bytes.byteLength - 200 - table.byteLength),
      );
      expect(['truncated', 'corrupt']).toContain(verdict.code);
      expect(message_count).toBeGreaterThanOrEqual(0);
    }
    const zip = writeZip(small, { packed: false });
    const cut = await summarise(zip.subarray(0, table.byteLength * 2 + 80));
    expect(cut).toMatchObject({ verdict: { code: 'truncated' }, message_count: 600 });
    const tar = writeTar(small);
    expect(await summarise(tar.subarray(0, tar.byteLength - 2_000))).toMatchObject({
      verdict: { code: 'truncated' },
    });
  });

  test('loses the member whose bytes or header are damaged', async () => {
    const two = [
      { name: 'a.csv', content: table },
      { name: 'b.csv', content: table },
      { name: 'c.csv', content: table },
    ];
    const zip = Uint8Array.from(writeZip(two));
    zip.fill(0xff, 3_000, 3_100);
    const inZip = members(await summarise(zip));
    expect(inZip.map(({ summary }) => summary.verdict.code)).toEqual(['corrupt', 'ok', 'ok']);
    const tar = Uint8Array.from(writeTar(two));
    const second = 512 + Math.ceil(table.byteLength / 512) * 512;
    tar.fill(0, second, second + 20);
    const inTar = await summarise(tar);
    expect(inTar.verdict).toMatchObject({ code: 'corrupt', offset: second, salvaged_messages: 600 });
    expect(members(inTar).map(({ name }) => name)).toEqual(['a.csv', 'c.csv']);
  });

  test('gives a verdict whatever was damaged', async () => {
    const seeds = [
      writeZip(files.slice(1, 3)),
      writeZip(files.slice(1, 3), { sizesFollow: true }),
      writeTar(files.slice(1, 3)),
    ];
    const edit = fc.record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        async (seed, edits) => {
          const bytes = Uint8Array.from(seed);
          for (const { at, bytes: other } of edits)
            bytes.set(other.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
          const { verdict, message_count } = await summarise(bytes);
          expect(verdict.message).toMatch(/\.$/);
          expect(message_count).toBeLessThanOrEqual(600);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('that is larger than an archive may unpack to is named, and the files behind it are read', async () => {
    const archive = writeZip([
      { name: 'bomb.csv', content: Buffer.alloc(1_000) },
      { name: 'drive.csv', content: Buffer.from('time,speed\n1,2\n2,3\n3,4\n') },
    ]);
    const stated = Buffer.from(archive);
    stated.writeUInt32LE(2 ** 31, stated.indexOf('PK\x01\x02') + 24);
    const summary = await summarise(stated);
    expect(summary.verdict.code).toBe('unsupported');
    expect(summary.verdict.message).toMatch(
      /"bomb\.csv" would unpack the archive to more than the limit of \d+ bytes/,
    );
    expect(members(summary).map(({ name }) => name)).toEqual(['drive.csv']);
  });

  test('that claims more than it may unpack to is not unpacked beyond', async () => {
    const bomb = writeZip([{ name: 'bomb.csv', content: Buffer.alloc(64 << 20) }]);
    const lying = Buffer.from(bomb);
    // The stated size of the file, in its record of the central directory.
    lying.writeUInt32LE(1_000, lying.lastIndexOf('PK\x01\x02') + 24);
    const [member] = members(await summarise(lying));
    expect(member?.summary.verdict).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('more than is stated'),
    });
  });
});
