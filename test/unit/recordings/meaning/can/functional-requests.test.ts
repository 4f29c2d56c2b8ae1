import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { codesOf, feed, frame, onBus } from '../../../../support/recordings/feed.ts';

const hex = (bytes: readonly number[]) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
const request = frame(0, 0x7df, '03 19 02 FF 00 00 00 00');
const codes = (...frames: TimedFrame[]) => codesOf(feed(onBus(frames)));

describe('a request to all units', () => {
  test('is answered by units to which no standard gives an identifier', () => {
    expect(
      codes(
        request,
        frame(0.01, 0x7e8, '03 7F 19 11 00 00 00 00'),
        frame(0.02, 0x7bb, '07 59 02 FF 92 38 13 09'),
        // Of several frames; the tester lets it go on.
        frame(0.03, 0x7ce, '10 0B 59 02 FF 90 01 52'),
        frame(0.04, 0x7c6, '30 00 00 00 00 00 00 00'),
        frame(0.05, 0x7ce, '21 09 C1 00 87 2F AA AA'),
        frame(0.06, 0x79e, '03 59 02 FF AA AA AA AA'),
      ),
    ).toEqual([
      'uds error B1001-52 x1',
      'uds error B1238-13 x1',
      'uds error U0100-87 x1',
      'uds info ReadDTCInformation: NRC 0x11 x1',
    ]);
  });

  test('on 29 bits is answered likewise', () => {
    expect(
      codes(
        frame(0, 0x18db33f1, '03 19 02 FF 00 00 00 00'),
        frame(0.02, 0x17fe0076, '07 59 02 FF 92 38 13 09'),
      ),
    ).toEqual(['uds error B1238-13 x1']);
  });

  test.each<[string, TimedFrame[]]>([
    ['to which nothing was answered in time', [request, frame(5.1, 0x7bb, '07 59 02 FF 92 38 13 09')]],
    ['for something else', [frame(0, 0x7df, '03 19 0A FF'), frame(0.1, 0x7bb, '07 59 02 FF 92 38 13 09')]],
    ['that comes behind', [frame(0, 0x7bb, '07 59 02 FF 92 38 13 09'), frame(0.1, 0x7df, '03 19 02 FF')]],
    ['of a list that ends within a code', [request, frame(0.1, 0x7bb, '06 59 02 FF 92 38 13')]],
    [
      'to one unit, which another cannot answer',
      [frame(0, 0x7e0, '03 19 02 FF'), frame(0.1, 0x7bb, '07 59 02 FF 92 38 13 09')],
    ],
    ['below the identifiers of diagnosis', [request, frame(0.1, 0x3bb, '07 59 02 FF 92 38 13 09')]],
  ])('%s, shows no codes', (_, frames) => {
    expect(codes(...frames)).toEqual([]);
  });

  test('finds no codes in other traffic', () => {
    const other = fc.record({
      id: fc.integer({ min: 0x600, max: 0x7de }),
      data: fc.uint8Array({ minLength: 0, maxLength: 8 }),
      ask: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(other, { maxLength: 60 }), (traffic) => {
        // What repeats service and sub-function, behind the bytes of ISO-TP, is an answer, whoever made it.
        const unasked = traffic.filter(({ data }) => !(data.includes(0x59) && data.includes(0x02)));
        const frames = unasked.flatMap(({ id, data, ask }, i) => [
          ...(ask ? [frame(i / 100, 0x7df, '03 19 02 FF 00 00 00 00')] : []),
          frame(i / 100 + 0.001, id, hex([...data])),
        ]);
        const found = codes(...frames).filter((code) => /[PCBU]\d/.test(code));
        expect(found).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
