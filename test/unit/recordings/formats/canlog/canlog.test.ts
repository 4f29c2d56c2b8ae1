import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { type CanEvent, isSampleFrame, type SampleFrame } from '../../../../../samples/can/can-event.ts';
import { sampleCanlog } from '../../../../../samples/canlog/sample-canlog.ts';
import {
  type CanlogStyle,
  canlogStyles,
  eventsIn,
  writeCanlog,
} from '../../../../../samples/canlog/write-canlog.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

/** Digits of a second that a style writes; hundreds of microseconds where it is not named. */
const digits: Partial<Record<CanlogStyle, number>> = {
  canhacker: 3,
  microchip: 3,
  slcan: 3,
  elm327: 3,
  'css-logger': 3,
  crtd: 6,
  carbus: 6,
  canking: 6,
  memorator: 9,
  dump: 6,
  sketch: 3,
  'python-can': 6,
};

const fd = { 'CAN FD': '', CAN: '' };

interface Received {
  topic: string;
  timeNs: bigint;
  data: string;
}

async function framesOf(bytes: Uint8Array): Promise<Received[]> {
  const received: Received[] = [];
  const summary = await summariseFile(bufferSource(bytes), {
    messages: {
      channel: ({ topic, type }) =>
        type in fd
          ? {
              message: (timeNs, _offset, data) =>
                received.push({ topic, timeNs, data: Buffer.from(data ?? []).toString('hex') }),
            }
          : undefined,
    },
  });
  expect(summary.verdict.code, summary.verdict.message).toBe('ok');
  return received;
}

/** What a log in this style holds of the frames, from the first of all events on. */
function expected(events: readonly CanEvent[], style: CanlogStyle): Omit<Received, 'timeNs'>[] {
  return eventsIn(events, style)
    .filter(isSampleFrame)
    .map(({ bus, id, extended, data, remote }) => ({
      topic: `CAN ${bus} 0x${id
        .toString(16)
        .toUpperCase()
        .padStart(extended ? 8 : 3, '0')}`,
      data: remote ? '' : Buffer.from(data).toString('hex'),
    }));
}

/** Time after the first frame, in what the style writes of a second. */
const since = (times: readonly bigint[], style: CanlogStyle) => {
  const unit = 10n ** BigInt(9 - (digits[style] ?? 4));
  return times.map((time) => time / unit - (times[0] ?? 0n) / unit);
};

const startNs = 1_773_475_195_000_000_000n;
const frame = fc.record({
  bus: fc.integer({ min: 1, max: 4 }),
  id: fc.integer({ min: 0, max: 0x1fff_ffff }),
  extended: fc.boolean(),
  data: fc.uint8Array({ maxLength: 8 }),
  remote: fc.boolean(),
  stepMs: fc.integer({ min: 0, max: 40_000 }),
});

describe.each(canlogStyles)('a log as %s writes it', (style) => {
  test('has each frame of a drive', async () => {
    const events = canDrive({ seconds: 5, faults: ['bus-off'] });
    const frames = await framesOf(writeCanlog(events, style));
    expect(frames.map(({ topic, data }) => ({ topic, data }))).toEqual(expected(events, style));
  });

  test('has each of any frames, at its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 30 }), async (some) => {
        let timeNs = startNs;
        const events = some.map(({ stepMs, id, extended, ...rest }): SampleFrame => {
          timeNs += BigInt(stepMs) * 1_000_000n;
          // An identifier that needs 29 bits has them; without a column that says so, none of fewer has.
          return { ...rest, id: extended ? id | 0x800 : id & 0x7ff, extended, timeNs };
        });
        fc.pre(eventsIn(events, style).length > 0);
        const frames = await framesOf(writeCanlog(events, style));
        expect(frames.map(({ topic, data }) => ({ topic, data }))).toEqual(expected(events, style));
        const times = eventsIn(events, style).map((event) => event.timeNs);
        // A minute in which nothing came cannot be seen where times begin anew with each, and a pause of nine tenths of one
        // seems to be a line of the minute before, out of order.
        const steps = times.slice(1).map((time, index) => time - (times[index] as bigint));
        if (['canhacker', 'slcan'].includes(style) && steps.some((step) => step > 53_000_000_000n)) return;
        expect(
          since(
            frames.map((each) => each.timeNs),
            style,
          ),
        ).toEqual(since(times, style));
      }),
      { numRuns: 60 },
    );
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleCanlog({ seconds: 0.5, style });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });

  test('says if it was cut in the middle of a line', async () => {
    const bytes = sampleCanlog({ seconds: 0.3, style, buses: [1] });
    const lineBreak = bytes.at(-1) as number;
    const last = bytes.lastIndexOf(lineBreak, bytes.length - 2) + 1;
    const { verdict, message_count } = await summarise(bytes.subarray(0, last + 8));
    const whole = await summarise(bytes);
    expect(message_count).toBe(whole.message_count - 1);
    expect(verdict).toMatchObject({ code: 'truncated', offset: last });
  });
});

describe('a damaged log', () => {
  test('with millions of bytes of lines without a clock is read line by line', async () => {
    // To search the window for each line would take minutes.
    const line = '1\t000\t00000123\t0\n';
    const lines = Buffer.from(line.repeat((12 * 2 ** 20) / line.length));
    const log = sampleCanlog({ seconds: 0.2, style: 'can-logger' });
    expect((await summarise(Buffer.concat([log, lines]))).verdict.code).toBe('corrupt');
  });

  const withLineFeeds = canlogStyles.filter((style) => !['carbus', 'slcan'].includes(style));
  test.each(withLineFeeds)('of %s loses no line but the damaged one', async (style) => {
    const bytes = sampleCanlog({ seconds: 0.2, style, faults: ['bus-off'] });
    const first = writeCanlog([], style).byteLength;
    const isHeading = (at: number) => at < first;
    let at = 0;
    const extents = lineExtents(bytes, (line) => {
      const start = at;
      at += line.length;
      return !isHeading(start);
    });
    await checkDamage({ bytes, extents, vital: [{ start: 0, end: first }] }, { seed: 1, runs: 100 });
  });
});
