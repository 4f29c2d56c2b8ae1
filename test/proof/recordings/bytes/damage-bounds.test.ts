import { describe, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { UlogWriter } from '../../../../samples/ulog/ulog-writer.ts';
import { checkDamage, type Extent, type IntactFile } from '../../../support/recordings/damage-at-random.ts';
import { mcapExtents } from '../../../support/recordings/mcap-extents.ts';

/** Increase it by hand to try more of them; the seed of a failure is in its message. */
const runs = Number(process.env.DAMAGE_RUNS ?? 300);

/** A log in which each data message is an extent; everything before the first is defined only once. */
function ulog(): IntactFile {
  const writer = new UlogWriter(1_000_000);
  writer.flagBits();
  for (const id of [0, 1]) writer.format(`topic_${id}:uint64_t timestamp;float x;float y;`);
  for (const id of [0, 1]) writer.subscribe(id, 0, `topic_${id}`);
  const vital = { start: 0, end: writer.bytes().byteLength };
  const extents: Extent[] = [];
  let start = vital.end;
  for (let i = 0; i < 400; i += 1) {
    writer.data(i % 2, 1_000_000 + i * 10_000, [i, -i]);
    if (i % 20 === 19) writer.sync();
    const end = writer.bytes().byteLength;
    extents.push({ start, end, messages: 1 });
    start = end;
  }
  return { bytes: writer.bytes(), extents, vital: [vital] };
}

describe('random damage costs no more than the chunk or message that contains it', () => {
  test.each(['zstd', 'none'] as const)('of an MCAP with chunks (%s)', async (compression) => {
    const bytes = sampleMcap({ seconds: 2, chunkSize: 4_096, compression });
    // What identifies it as MCAP: the magic, or the header after it.
    const vital = [{ start: 0, end: 30 }];
    await checkDamage({ bytes, extents: mcapExtents(bytes), vital }, { seed: 1_000, runs });
  });

  test('of a ULog', async () => {
    await checkDamage(ulog(), { seed: 2_000, runs });
  });
});
