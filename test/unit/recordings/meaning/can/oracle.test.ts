import { describe, expect, test } from 'vitest';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { askedDrive } from '../../../../oracles/can/drive-log.ts';
import expected from '../../../../oracles/can/expected.json' with { type: 'json' };
import { feed, versionsOf } from '../../../../support/recordings/feed.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

interface Answer {
  frames: number;
  /** By bus, identifier and signal: count, lowest and highest value. */
  values: Record<string, number[]>;
  codes: Record<string, number>;
  vins: string[];
}

/** The oracle writes `CAN_1 0x7E8 engine_speed`, we `CAN 1 0x7E8 engine speed`. */
const plain = (name: string) => name.replace(/^CAN_/, 'CAN ').replaceAll(/[-_]/g, ' ');

function compare(summary: FileSummary, answer: Answer, bus: string) {
  const metrics = new Map(summary.metrics.map((metric) => [plain(metric.source), metric]));
  for (const [name, [count, lowest, highest]] of Object.entries(answer.values)) {
    if (!plain(name).startsWith(bus)) continue;
    const metric = metrics.get(plain(name));
    expect([name, metric?.count]).toEqual([name, count]);
    expect((metric?.min_milli ?? 0) / 1000).toBeCloseTo(lowest as number, 2);
    expect((metric?.max_milli ?? 0) / 1000).toBeCloseTo(highest as number, 2);
  }
}

const protocols = ['obd', 'uds', 'j1939'];
/** DM2, refusals and the lamp, for which the oracle was not asked. */
const unrequested = /NRC|MIL|SPN (?:94|100) /;
const codesOf = ({ codes }: FileSummary) =>
  Object.fromEntries(
    codes
      .filter(({ source, code }) => protocols.includes(source) && !unrequested.test(code))
      .map(({ source, code, count }) => [`${source} ${code}`, count]),
  );

describe('the drive, as can-isotp, udsoncan, can-j1939 and cantools decode it', () => {
  const answer: Answer = expected['drive.log'];
  const events = askedDrive();

  test('frames and trouble codes', () => {
    const summary = feed(events);
    expect(summary.message_count).toBe(answer.frames);
    expect(codesOf(summary)).toEqual(answer.codes);
    expect([versionsOf(summary).vin]).toEqual(answer.vins);
  });

  test.each([1, 2])('values of bus %i', (bus) => {
    compare(feed(events.filter((event) => event.bus === bus)), answer, `CAN ${bus}`);
  });
});

const names = Object.keys(expected).filter((name) => name.endsWith('.MF4'));

describe.skipIf(!realRecordings)('real bus logs', () => {
  test.each(names)('%s is read as asammdf, cantools and can-j1939 read it', async (name) => {
    const summary = await summarise(readReal(`mdf4/${name}`));
    const answer: Answer = expected[name as keyof typeof expected];
    compare(summary, answer, 'CAN');
    expect(codesOf(summary)).toEqual(answer.codes);
    // One log contains 27 characters of which the first 17 could be a VIN; SAE J1939 ends it at the asterisk: no VIN.
    expect(summary.versions.filter(({ component }) => component === 'vin')).toEqual([]);
  });
});
