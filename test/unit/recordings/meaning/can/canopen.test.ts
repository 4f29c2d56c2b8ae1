import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { codesOf, feed, frame, onBus } from '../../../../support/recordings/feed.ts';

const codes = (...frames: TimedFrame[]) => codesOf(feed(onBus(frames)));
const heartbeat = (second: number, state = '05') => frame(second, 0x70c, state);
const emergency = (second: number, data = '20 82 11 00 00 00 00 00') => frame(second, 0x081, data);

/** How the messages of identifier 0x081 are called. */
const typeOf = (...frames: TimedFrame[]) =>
  feed(onBus(frames)).topics.find(({ name }) => name.endsWith('0x081'))?.type;

describe('an emergency of CANopen', () => {
  test('gives its identifier its name once heartbeats show what the bus is', () => {
    expect(typeOf(emergency(0), emergency(0.1))).toBe('CAN');
    expect(typeOf(emergency(0), heartbeat(0.1), heartbeat(0.2))).toBe('CANopen emergency');
    expect(typeOf(heartbeat(0.1), heartbeat(0.2), emergency(0.3))).toBe('CANopen emergency');
  });

  test('is told of its node, before heartbeats show what the bus is and behind them', () => {
    expect(codes(emergency(0), heartbeat(0.1, '00'), emergency(0.2), heartbeat(0.3), emergency(0.4))).toEqual(
      ['diagnostics error CANopen node 1: emergency 0x8220 x3'],
    );
  });

  test('is told of a node that is guarded', () => {
    expect(codes(heartbeat(0, '05'), heartbeat(0.1, '85'), emergency(0.2), heartbeat(0.3, '05'))).toEqual([
      'diagnostics error CANopen node 1: emergency 0x8220 x1',
    ]);
  });

  test('that is withdrawn is told once', () => {
    const withdrawn = emergency(0.3, '00 00 00 00 00 00 00 00');
    expect(codes(heartbeat(0), heartbeat(0.1), emergency(0.2, '20 63 01 00 FF 00 00 00'), withdrawn)).toEqual(
      ['diagnostics error CANopen node 1: emergency 0x6320 x1'],
    );
  });

  test.each<[string, TimedFrame[]]>([
    ['no heartbeats', [emergency(0), emergency(0.1)]],
    ['one heartbeat', [emergency(0), heartbeat(0.1)]],
    ['answers of diagnosis', [emergency(0), heartbeat(0.1), heartbeat(0.2, '03 7F 22 31'), heartbeat(0.3)]],
    ['another length', [heartbeat(0), heartbeat(0.1), emergency(0.2, '20 82 11')]],
    [
      'an error register without its general bit',
      [heartbeat(0), heartbeat(0.1), emergency(0.2, '20 82 10 00 00 00 00 00')],
    ],
    [
      'a code that the standard reserves',
      [heartbeat(0), heartbeat(0.1), emergency(0.2, '34 A2 11 00 00 00 00 00')],
    ],
    [
      'a counter before it',
      [heartbeat(0), heartbeat(0.1), emergency(0.2, '01 02 03 04 05 06 07 08'), emergency(0.3)],
    ],
    ['29 bits', [heartbeat(0), heartbeat(0.1), frame(0.2, 0x18000081, '20 82 11 00 00 00 00 00')]],
  ])('is not seen in frames with %s', (_, frames) => {
    expect(codes(...frames).filter((code) => code.includes('CANopen'))).toEqual([]);
  });
});
