import { describe, expect, test } from 'vitest';
import expectedJson from '../../../../oracles/mdf3/expected.json' with { type: 'json' };
import { mdf3Samples } from '../../../../support/recordings/mdf3-samples.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

/** Results of asammdf 8.8, obtained by `test/oracles/mdf3/ask.py`. */
interface Said {
  records: Record<string, number>;
  values: Record<string, { count: number; min: number; max: number; mean: number }>;
  start_ns: number;
  end_ns: number;
}

const expected: Record<string, Said> = expectedJson;

/** asammdf returns times as 64-bit floats of seconds. */
const nearNs = 1_000;

/** It calculates with 32-bit floats where the raw values are some. */
const nearShare = 1e-6;

/** The clock of a recorder that was never set begins in 1980; its times count from the start of the recording. */
const believableNs = Date.UTC(2000, 0, 1) * 1e6;

const samples = mdf3Samples();
const isSample = (name: string) => name in samples;

function bytesOf(name: string): Uint8Array {
  return samples[name] ?? readReal(`mdf3/${name}`);
}

describe.each(Object.entries(expected))('%s', (name, said) => {
  test.skipIf(!realRecordings && !isSample(name))('is read as asammdf reads it', async () => {
    const summary = await summarise(bytesOf(name));
    expect(summary.verdict.code, summary.verdict.message).toBe('ok');
    expect(summary.format).toBe('mdf3');
    expect(countsByTopic(summary)).toEqual(said.records);
    const isSet = said.start_ns >= believableNs;
    expect(summary.span?.clock).toBe(isSet ? 'unix' : 'boot');
    const shift = isSet ? 0 : said.start_ns;
    expect(Math.abs(Number(summary.span?.start_ns) + shift - said.start_ns)).toBeLessThan(nearNs);
    expect(Math.abs(Number(summary.span?.end_ns) + shift - said.end_ns)).toBeLessThan(nearNs);
    for (const [channel, { count, min, max, mean }] of Object.entries(said.values)) {
      const metric = summary.metrics.find(({ source }) => source.endsWith(` ${channel}`));
      expect({ channel, count: metric?.count }).toEqual({ channel, count });
      const { min_milli = 0, max_milli = 0, sum_milli = 0 } = metric ?? {};
      const ours = { min: min_milli, max: max_milli, mean: sum_milli / count };
      for (const [what, said] of Object.entries({ min, max, mean })) {
        const apart = Math.abs(ours[what as keyof typeof ours] - said * 1000);
        expect(apart, `${what} of ${channel}: ${said}`).toBeLessThanOrEqual(
          0.5 + nearShare * Math.abs(said) * 1000,
        );
      }
    }
  });

  test.skipIf(!realRecordings && !isSample(name))('is the same in pieces, as from a network', async () => {
    const bytes = bytesOf(name);
    expect(await summariseInPieces(bytes, 1_237)).toEqual(await summarise(bytes));
  });
});
