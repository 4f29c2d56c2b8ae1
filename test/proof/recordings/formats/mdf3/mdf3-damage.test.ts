import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockFile } from '../../../../../samples/mdf3/block-file.ts';
import { plainLayout, writeMdf3 } from '../../../../../samples/mdf3/mdf3-writer.ts';
import { sampleMdf3 } from '../../../../../samples/mdf3/sample-mdf3.ts';
import { maxSummaryBytes } from '../../../../../src/recordings/summary/fit-size.ts';
import { checkDamage, type IntactFile } from '../../../../support/recordings/damage-at-random.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const kinds = ['cut', 'flip', 'zero'] as const;

/** Definitions are in front of the data, each of them once. */
function extentsOf({ bytes, data }: ReturnType<typeof sampleMdf3>, sizes: number[]): IntactFile {
  const extents = data.flatMap(({ start, end }, index) => {
    const size = sizes[index] as number;
    return Array.from({ length: (end - start) / size }, (_, record) => ({
      start: start + record * size,
      end: start + (record + 1) * size,
      messages: 1,
    }));
  });
  return { bytes, extents, vital: [{ start: 0, end: data[0]?.start ?? 0 }] };
}

describe('damage costs no more than what it touches', () => {
  test('of groups with data of their own', async () => {
    await checkDamage(extentsOf(sampleMdf3({ seconds: 30 }), [15, 12]), { seed: 31, runs: 300, kinds });
  });

  test('of records with ids: a changed byte costs its record', async () => {
    const { bytes, data, dataGroups } = sampleMdf3({ seconds: 30, ids: 1 });
    const { start = 0, end = 0 } = data[0] ?? {};
    const sizes = [16, 13];
    expect(dataGroups).toHaveLength(1);
    const extents: IntactFile['extents'] = [];
    for (let at = start; at < end; ) {
      const size = sizes[(bytes[at] as number) - 1] as number;
      extents.push({ start: at, end: at + size, messages: 1, continued: 1 });
      at += size;
    }
    const vital = [{ start: 0, end: start }];
    await checkDamage({ bytes, extents, vital }, { seed: 32, runs: 300, kinds: ['cut', 'flip'] });
  });
});

test('a second recording in the same file is named', async () => {
  const { bytes } = sampleMdf3({ seconds: 10 });
  const { verdict, message_count } = await summarise(Buffer.concat([bytes, bytes]));
  expect(verdict).toMatchObject({ code: 'corrupt', offset: bytes.byteLength });
  expect(message_count).toBe(120);
});

describe('links', () => {
  /** A list of groups that leads back into itself, or of more groups than can be. */
  test.each([
    ['that lead back', 1, 3],
    ['of a flood of groups', 60_000, 0],
  ])('%s end', async (_, count, back) => {
    const file = new BlockFile(true);
    const plain = writeMdf3({ startNs: 0n, groups: [], records: [] }, plainLayout).bytes;
    file.append(Buffer.from(plain));
    const header = 64;
    const groups: number[] = [];
    for (let index = 0; index < Math.max(count, back); index += 1)
      groups.push(file.block('DG', file.fields().u32(0, 0, 0, 0).u16(0, 0).u32(0)));
    for (const [index, group] of groups.entries())
      file.setLink(group, 4, groups[index + 1] ?? (back > 0 ? (groups[0] ?? 0) : 0));
    const bytes = Buffer.from(file.bytes());
    bytes.writeUInt32LE(groups[0] ?? 0, header + 4);
    const { verdict } = await summarise(bytes);
    expect(verdict.message).toMatch(/\.$/);
  });

  test('of records of no bytes are not counted without end', async () => {
    const { bytes, dataGroups } = sampleMdf3({ seconds: 10, ids: 1 });
    const copy = Buffer.from(bytes);
    const group = copy.readUInt32LE((dataGroups[0] ?? 0) + 8);
    copy.writeUInt16LE(0, group + 20);
    copy.writeUInt32LE(0xffff_ffff, group + 22);
    const { verdict, message_count } = await summarise(copy);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBeLessThan(bytes.byteLength);
  });
});

describe('arbitrary bytes', () => {
  const runs = Number(process.env.FUZZ_RUNS ?? 300);

  test('yield a verdict if they begin like a recording', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.nat(3),
        fc.uint8Array({ maxLength: 2_000 }),
        async (open, order, rest) => {
          const head = Buffer.alloc(64);
          head.write(open ? 'UnFinMF 3.30    ' : 'MDF     2.14    ', 0, 'latin1');
          head.writeUInt16LE(order, 24);
          head.writeUInt16LE(order, 26);
          head.writeUInt16LE(1, 60);
          const summary = await summarise(Buffer.concat([head, rest]));
          expect(summary.format).toBe('mdf3');
          expect(summary.verdict.message).toMatch(/\.$/);
        },
      ),
      { numRuns: runs },
    );
  });

  test('yield a verdict, and a summary within its bounds, if a recording is changed anywhere', async () => {
    const bases = [{}, { ids: 2 as const }, { bigEndian: true }, { ids: 1 as const, unfinished: true }];
    const files = bases.map((layout) => sampleMdf3({ seconds: 5, ...layout }).bytes);
    const interesting = fc.constantFrom(0, 1, 8, 24, 28, 64, 0x7f, 0x80, 0xff, 0x44, 0x47);
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.array(fc.oneof(interesting, fc.nat(255)), { minLength: 1, maxLength: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (base, changes) => {
          const bytes = Uint8Array.from(base);
          for (const { at, bytes: values } of changes)
            bytes.set(values, Math.floor(at ** 2 * (bytes.byteLength - values.length)));
          const summary = await summarise(bytes);
          expect(summary.verdict.message).toMatch(/\.$/);
          expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
        },
      ),
      { numRuns: runs },
    );
  });
});
