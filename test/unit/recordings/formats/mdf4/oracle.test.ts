import { describe, expect, test } from 'vitest';
import expectedJson from '../../../../oracles/mdf4/expected.json' with { type: 'json' };
import { mdf4Samples } from '../../../../support/recordings/mdf4-samples.ts';
import { readMdf4Frames, type TopicFrames } from '../../../../support/recordings/read-mdf4-frames.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

/** Results of asammdf 8.8, obtained by `test/oracles/mdf4/ask.py`. */
interface Said {
  topics: Record<string, TopicFrames>;
  /** Records of events other than data or remote frames; of CAN, here. */
  events: Record<string, number>;
  records: Record<string, number>;
  values: Record<string, { min: number; max: number; mean: number }>;
  start_ns?: number;
  end_ns?: number;
}

const expected: Record<string, Said> = expectedJson;

/** asammdf returns times as 64-bit floats of seconds; added to a start in nanoseconds, the rounding is visible. */
const nearNs = 1_000;

const samples = mdf4Samples();
const isSample = (name: string) => name in samples;

function bytesOf(name: string): Uint8Array {
  return samples[name]?.bytes ?? readReal(`mdf4/${name}`);
}

describe.each(Object.entries(expected))('%s', (name, said) => {
  test.skipIf(!realRecordings && !isSample(name))('is read as asammdf reads it', async () => {
    const bytes = bytesOf(name);
    const { topics, errors, damage } = await readMdf4Frames(bytes);
    expect(damage).toEqual([]);
    expect(topics).toEqual(said.topics);
    expect(errors).toBe(Object.values(said.events).reduce((sum, count) => sum + count, 0));

    const summary = await summarise(bytes);
    expect(summary.verdict.code).toBe('ok');
    expect(summary.format).toBe('mdf4');
    const counts = Object.fromEntries(
      Object.entries(said.topics).map(([topic, { count }]) => [topic, count]),
    );
    expect(countsByTopic(summary)).toMatchObject({ ...counts, ...said.records });
    const errorFrames = summary.topics.filter(({ name }) => /^CAN \d+ error frames$/.test(name));
    expect(errorFrames.reduce((sum, { message_count }) => sum + message_count, 0)).toBe(errors);
    const total = [...Object.values(counts), ...Object.values(said.records), errors];
    expect(summary.message_count).toBe(total.reduce((sum, count) => sum + count, 0));
    expect(summary.span?.clock).toBe('unix');
    for (const edge of ['start_ns', 'end_ns'] as const) {
      expect(Math.abs(Number(summary.span?.[edge]) - (said[edge] ?? 0))).toBeLessThan(nearNs);
    }
    for (const [channel, { min, max, mean }] of Object.entries(said.values)) {
      const metric = summary.metrics.find(({ source }) => source.endsWith(` ${channel}`));
      expect(metric?.min_milli).toBe(Math.round(min * 1000));
      expect(metric?.max_milli).toBe(Math.round(max * 1000));
      expect((metric?.sum_milli ?? 0) / (metric?.count ?? 0) / 1000).toBeCloseTo(mean, 3);
    }
  });

  test.skipIf(!realRecordings && !isSample(name))(
    'is the same in pieces as received from a network',
    async () => {
      const bytes = bytesOf(name);
      expect(await summariseInPieces(bytes, 1_237)).toEqual(await summarise(bytes));
    },
  );
});
