import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockFile } from '../../../../../samples/mdf4/block-file.ts';
import { frameGroup } from '../../../../../samples/mdf4/bus-groups.ts';
import { dataTypes, type SampleChannel, writeChannels } from '../../../../../samples/mdf4/channels.ts';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const time: SampleChannel = { name: 't', unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 };
const value: SampleChannel = { name: 'Value', dataType: dataTypes.unsigned, at: 8, bits: 16 };
const records = 20;

interface Layout {
  channels?: readonly SampleChannel[];
  recordBytes?: number;
  /** A guard before the data group, by the version that it requires. */
  guard?: number;
  /** Blocks between the data group and its channels. */
  other?: (file: BlockFile) => void;
}

/** A sorted group of 20 records. */
function fileOf({ channels = [time, value], recordBytes = 10, guard, other }: Layout): Uint8Array {
  const file = new BlockFile(0);
  const header = file.block('HD', [0, 0, 0, 0, 0, 0], Buffer.alloc(32));
  const group = Buffer.alloc(32);
  group.writeBigUInt64LE(BigInt(records), 8);
  group.writeUInt32LE(recordBytes, 24);
  other?.(file);
  const channelGroup = file.block('CG', [0, writeChannels(file, channels, () => 0), 0, 0, 0, 0], group);
  const data = file.block('DT', [], Buffer.alloc(records * recordBytes));
  const dataGroup = file.block('DG', [0, channelGroup, data, 0], Buffer.alloc(8));
  file.setLink(header, 0, guard === undefined ? dataGroup : guardBlock(file, dataGroup, guard));
  return file.bytes();
}

function guardBlock(file: BlockFile, guarded: number, version: number): number {
  const data = Buffer.alloc(8);
  data.writeUInt16LE(version, 0);
  return file.block('GD', [guarded], data);
}

async function verdictOf(layout: Layout) {
  const { verdict, message_count } = await summarise(fileOf(layout));
  return { code: verdict.code, message_count, message: verdict.message };
}

describe('what a later version may add', () => {
  test.each([
    ['a kind of channel', { kind: 9 }],
    ['a type of samples', { dataType: 40 }],
    ['a kind of composition', { composition: 'XY' }],
    ['a rule', { conversion: { type: 33, values: [1, 2, 3] } }],
  ])('is not damage: %s', async (_, change) => {
    const channels = [time, { ...value, ...change } as SampleChannel];
    expect(await verdictOf({ channels })).toMatchObject({ code: 'ok', message_count: records });
  });

  test('is not damage: any block between the others', async () => {
    const letters = fc.string({
      minLength: 2,
      maxLength: 2,
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    });
    const later = fc.tuple(letters, fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(fc.array(later, { minLength: 1, maxLength: 5 }), async (blocks) => {
        const other = (file: BlockFile) => {
          for (const [id, content] of blocks) file.block(id, [], content);
        };
        expect(await verdictOf({ other })).toMatchObject({ code: 'ok', message_count: records });
      }),
      { numRuns: 50 },
    );
  });

  test.each(['CU', 'CV'])('is reported: a %s block of a channel', async (composition) => {
    const verdict = await verdictOf({ channels: [time, { ...value, composition }] });
    expect(verdict).toMatchObject({ code: 'unsupported', message_count: records });
    expect(verdict.message).toContain('unions or variants');
  });

  test('is reported: another way to store the data bytes of frames', async () => {
    const { channels, recordBytes } = frameGroup(0);
    const asCompact = (channel: SampleChannel): SampleChannel => ({
      ...channel,
      ...(channel.kind === 1 && { kind: 7 }),
      ...(channel.parts && { parts: channel.parts.map(asCompact) }),
    });
    const verdict = await verdictOf({ channels: channels.map(asCompact), recordBytes });
    expect(verdict).toMatchObject({ code: 'unsupported', message_count: records });
    expect(verdict.message).toContain('the data bytes of frames');
  });

  test('is reported: another compression', async () => {
    const compress = deflateSync;
    const { bytes } = sampleMdf4({
      seconds: 1,
      sorted: true,
      packing: { zipType: 6, compress },
      blockBytes: 0,
    });
    const { verdict } = await summarise(bytes);
    expect(verdict.code).toBe('unsupported');
    expect(verdict.message).toContain('packed in way 6');
  });
});

describe('a guard', () => {
  test.each([420, 430])('of version %d is skipped', async (guard) => {
    expect(await verdictOf({ guard })).toMatchObject({ code: 'ok', message_count: records });
  });

  test('of a later version hides what follows it', async () => {
    const verdict = await verdictOf({ guard: 440 });
    expect(verdict).toMatchObject({ code: 'unsupported', message_count: 0 });
    expect(verdict.message).toContain('a later version of MDF');
  });

  test('that guards itself ends the search', async () => {
    const file = new BlockFile(0);
    const header = file.block('HD', [0, 0, 0, 0, 0, 0], Buffer.alloc(32));
    const guard = guardBlock(file, 0, 430);
    file.setLink(guard, 0, guard);
    file.setLink(header, 0, guard);
    expect((await summarise(file.bytes())).verdict.code).toBe('unsupported');
  });
});
