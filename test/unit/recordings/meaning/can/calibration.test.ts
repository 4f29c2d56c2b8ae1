import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { codesOf, feed, frame, onBus } from '../../../../support/recordings/feed.ts';

const tool = 0x640;
const unit = 0x641;
const xcp = [
  frame(0, tool, 'FF 00'),
  frame(0.005, unit, 'FF 1D 80 08 08 00 01 01'),
  frame(0.01, tool, 'FD'),
  frame(0.015, unit, 'FF 00 00 00 00 00'),
  frame(0.02, tool, 'F4 04 00 00 00 10 00 20'),
  frame(0.025, unit, 'FE 24'),
  frame(0.03, tool, 'F4 04 00 00 00 10 00 24'),
  frame(0.035, unit, 'FF 01 02 03 04'),
  frame(0.04, unit, '00 11 22 33 44 55 66 77'),
  frame(0.05, unit, '01 11 22 33 44 55 66 77'),
  frame(0.06, unit, 'FD 05'),
];
const ccp = [
  frame(0, tool, '01 10 01 00 55 55 55 55'),
  frame(0.005, unit, 'FF 00 10 00 00 00 00 00'),
  frame(0.01, tool, '1B 11 02 01 55 55 55 55'),
  frame(0.015, unit, 'FF 00 11 02 01 00 00 00'),
  frame(0.02, tool, '0F 12 04 00 00 00 10 00'),
  frame(0.025, unit, 'FF 33 12 00 00 00 00 00'),
  frame(0.03, unit, '00 11 22 33 44 55 66 77'),
];

const logsOf = (frames: TimedFrame[]) =>
  feed(onBus(frames)).logs.map(({ source, text }) => `${source}: ${text}`);
const typesOf = (frames: TimedFrame[]) =>
  feed(onBus(frames))
    .topics.map(({ name, type }) => `${name} ${type}`)
    .sort();

describe('XCP', () => {
  test('is none where groups of NMEA 2000 begin as it does', () => {
    // An acknowledgement, and a position whose sequence number is not available.
    const acknowledged = frame(0, 0x18e8_0124, 'FF 00 FF FF FF 00 EE 00');
    const time = frame(0.1, 0x0df8_0924, 'FF FF 08 08 08 00 01 01');
    expect(logsOf([acknowledged, time, acknowledged, time])).toEqual([]);
  });

  test('is recognised by how it connects, counted and named', () => {
    expect(logsOf(xcp)).toEqual([
      'XCP: CAN 1 0x640 calibrates CAN 1 0x641: SHORT_UPLOAD (2), GET_STATUS (1), CONNECT (1); 1 refused; 1 event; 2 packets of measured data',
    ]);
    expect(codesOf(feed(onBus(xcp)))).toEqual(['calibration info XCP: ERR_ACCESS_DENIED (0x24) x1']);
    expect(feed(onBus(xcp)).codes[0]?.message).toBe(
      'CAN 1 0x641 refused SHORT_UPLOAD: ERR_ACCESS_DENIED (0x24).',
    );
    expect(typesOf(xcp)).toEqual(['CAN 1 0x640 XCP commands', 'CAN 1 0x641 XCP answers']);
  });

  test('is recognised although another identifier begins as CCP does in between', () => {
    const other = frame(0.002, 0x700, '01 00 00 00 00 00 00 00');
    expect(logsOf([...xcp, other])).toEqual(logsOf(xcp));
    expect(typesOf([...xcp, other])).toContain('CAN 1 0x700 CAN');
  });

  test('only what took part is examined', () => {
    // Identifiers from 0x600 on are examined as possible diagnostics anyway.
    const low = xcp.map((each) => ({ ...each, id: each.id - 0x400 }));
    const others = [frame(1, 0x300, '01 00 00 00 00 00 00 00'), frame(1, 0x301, 'FF FF')];
    const examined = feed(onBus([...low, ...others])).topics.filter((topic) => topic.examined);
    expect(examined.map(({ name }) => name).sort()).toEqual(['CAN 1 0x240', 'CAN 1 0x241']);
  });

  test.each<[string, TimedFrame[]]>([
    ['without an answer', xcp.filter(({ id }) => id === tool)],
    ['answered too late', xcp.map((each) => (each.id === unit ? { ...each, at: each.at + 3 } : each))],
    ['with another answer', xcp.toSpliced(1, 1, frame(0.005, unit, 'FF FF FF FF FF FF FF FF'))],
  ])('is not seen %s', (_, frames) => {
    expect(logsOf(frames)).toEqual([]);
    expect(typesOf(frames).every((type) => type.endsWith(' CAN'))).toBe(true);
  });
});

describe('CCP', () => {
  test('is recognised by three answers that repeat the counter of their command', () => {
    expect(logsOf(ccp)).toEqual([
      'CCP: CAN 1 0x640 calibrates CAN 1 0x641: CONNECT (1), SHORT_UP (1), GET_CCP_VERSION (1); 1 refused; 1 packet of measured data',
    ]);
    expect(codesOf(feed(onBus(ccp)))).toEqual(['calibration info CCP: access denied (0x33) x1']);
  });

  test('is not seen in two answers, or in those of other counters', () => {
    expect(logsOf(ccp.slice(0, 4))).toEqual([]);
    const skips = ccp.map((each) => {
      const data = Uint8Array.from(each.data);
      if (data[1] === 0x11) data[1] = 0x19;
      if (data[2] === 0x11) data[2] = 0x19;
      return { ...each, data };
    });
    expect(logsOf(skips)).toEqual([]);
    expect(
      logsOf(
        ccp.map((each) =>
          each.id === unit ? { ...each, data: Buffer.from('ff00990000000000', 'hex') } : each,
        ),
      ),
    ).toEqual([]);
  });
});
