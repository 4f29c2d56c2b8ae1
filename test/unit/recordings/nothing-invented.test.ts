import { describe, expect, test } from 'vitest';
import { randomFormats } from '../../oracles/random/formats.ts';
import { randomFile } from '../../oracles/random/random-file.ts';
import type { RandomFormat } from '../../oracles/random/random-format.ts';
import { type Ours, readOurs } from '../../oracles/random/read-ours.ts';
import { accountedFor } from '../../support/recordings/accounted-for.ts';

const seeds = [201, 202, 203, 204, 205, 206, 207, 208];

const formats = (...names: string[]) => randomFormats.filter(({ name }) => names.includes(name));

async function eachFile(format: RandomFormat, check: (ours: Ours, bytes: Uint8Array) => void): Promise<void> {
  for (const seed of seeds) {
    const file = randomFile(format, seed);
    check(await readOurs(file), file.bytes);
  }
}

describe('messages seen are those that are counted and handed over', () => {
  test.each(randomFormats)('in $name', async (format) => {
    await eachFile(format, ({ summary, handedOver }) => {
      expect(summary.verdict.code).toBe('ok');
      const countOf = (isCounted: (name: string) => boolean) =>
        summary.topics.reduce(
          (sum, { name, message_count }) => sum + (isCounted(name) ? message_count : 0),
          0,
        );
      expect(summary.omitted.topics).toBe(0);
      expect(countOf(() => true)).toBe(summary.message_count);
      for (const [topic, { messages, first, last }] of Object.entries(handedOver.topics)) {
        // Messages of DLT are counted by their ids too.
        const most = countOf((name) => name === topic || name.startsWith(`${topic} ID_`));
        // Columns of Parquet are handed over one after the other.
        if (format.name === 'parquet') expect(most).toBeGreaterThan(0);
        else expect(messages).toBeLessThanOrEqual(most);
        expect(BigInt(first ?? 0)).toBeGreaterThanOrEqual(BigInt(summary.span?.start_ns ?? 0));
        expect(BigInt(last ?? 0)).toBeLessThanOrEqual(BigInt(summary.span?.end_ns ?? 0));
      }
    });
  });
});

describe('values seen are those in figures and those left out for a named reason', () => {
  test.each(formats('mdf3', 'mdf4', 'csv', 'jsonl', 'parquet'))('in $name', async (format) => {
    await eachFile(format, ({ summary, handedOver }) => {
      const seen = Object.values(handedOver.values).reduce((sum, { count }) => sum + count, 0);
      const { text = 0, marked_invalid: marked = 0, no_number: none = 0 } = summary.omitted.values ?? {};
      // Of buses: their load, and how many frames they carried.
      const ofBuses = summary.metrics.filter(({ name, source }) =>
        /^bus_load| traffic$/.test(`${name} ${source}`),
      );
      const derived = ofBuses.reduce((sum, { count }) => sum + count, 0);
      // Words, and values marked invalid, are no numbers that could be handed over.
      expect(accountedFor(summary) - derived - text - marked - none).toBe(seen);
    });
  });
});

describe('no figure is invented', () => {
  test.each(formats('ulog', 'mdf3', 'mdf4', 'cyber', 'dataflash', 'mcap-json'))(
    'in $name',
    async (format) => {
      await eachFile(format, ({ summary, handedOver }) => {
        for (const { name, source, count, min_milli, max_milli } of summary.metrics) {
          const seen = handedOver.values[source];
          if (name !== 'signal' || !seen) continue;
          expect(count).toBeLessThanOrEqual(seen.count);
          const near = 1 + 1e-6 * Math.max(Math.abs(seen.min), Math.abs(seen.max)) * 1_000;
          expect(min_milli).toBeGreaterThanOrEqual(seen.min * 1_000 - near);
          expect(max_milli).toBeLessThanOrEqual(seen.max * 1_000 + near);
        }
      });
    },
  );

  test.each(formats('openpilot', 'pcap', 'pcapng', 'dlt'))(
    'in $name, where only a speed is logged',
    async (format) => {
      await eachFile(format, ({ summary }) => {
        const named = summary.metrics.filter(
          ({ name, source }) => name !== 'bus_load_percent' && !/^carState$|^vehicle| traffic$/.test(source),
        );
        expect(named.map(({ source }) => source)).toEqual([]);
      });
    },
  );
});
