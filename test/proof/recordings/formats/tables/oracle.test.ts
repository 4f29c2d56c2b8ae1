import { describe, expect, test } from 'vitest';
import { columnName } from '../../../../../src/recordings/formats/tables/column-name.ts';
import expected from '../../../../oracles/tables/expected.json' with { type: 'json' };
import { samples } from '../../../../oracles/tables/samples.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

type Answer = { rows: number; columns: Record<string, number[]> };

/** Degrees are kept in millionths. */
const scales: Record<string, number> = { Latitude: 1e6, Longitude: 1e6 };

describe.each(Object.entries(expected.files as Record<string, Answer>))(
  `what ${expected.reader} reads of %s`,
  (file, { rows, columns }) => {
    test('is what we read', async () => {
      const summary = await summarise(samples[file]?.() ?? new Uint8Array());
      expect({ code: summary.verdict.code, rows: summary.message_count }).toEqual({ code: 'ok', rows });
      for (const [heading, [count, least = 0, most = 0, sum = 0]] of Object.entries(columns)) {
        const { name } = columnName(heading);
        const metric = summary.metrics.find(({ source }) => source === name);
        const scale = 1000 * (scales[name] ?? 1);
        expect(metric, heading).toMatchObject({ count });
        expect(metric?.min_milli).toBe(Math.round(least * scale));
        expect(metric?.max_milli).toBe(Math.round(most * scale));
        // Each value is rounded to thousandths.
        expect(Math.abs((metric?.sum_milli ?? 0) - sum * scale)).toBeLessThan(0.5 * rows);
      }
      expect(summary.omitted.values ?? {}).not.toHaveProperty('misaligned');
    });
  },
);
