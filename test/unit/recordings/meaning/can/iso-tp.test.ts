import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { isoTp } from '../../../../../samples/can/segment.ts';
import {
  type IsoTpProblem,
  IsoTpReceiver,
} from '../../../../../src/recordings/meaning/can/iso-tp/iso-tp-receiver.ts';
import { isIsoTpFrame } from '../../../../../src/recordings/meaning/can/iso-tp/protocol-control.ts';

const ecu = { id: 0x7e8, extended: false };
const tester = { id: 0x7e0, extended: false };

/** A receiver's result for the frames of one identifier; the offset of each is its index. */
function receive(frames: readonly (Pick<TimedFrame, 'data'> & { at?: number })[], addressBytes = 0) {
  const messages: { hex: string; offset: number }[] = [];
  const problems: IsoTpProblem[] = [];
  const receiver = new IsoTpReceiver(
    {
      message: ({ data, start, length, offset }) =>
        messages.push({ hex: Buffer.from(data.subarray(start, start + length)).toString('hex'), offset }),
      problem: (problem) => problems.push(problem),
    },
    addressBytes,
  );
  for (const [index, { at = index / 100, data }] of frames.entries()) {
    const ns = 1e9 + at * 1e9;
    receiver.add(Math.floor(ns / 2 ** 32), ns % 2 ** 32, data, 0, data.length, index);
  }
  return { messages, problems };
}

const bytes = (hex: string) => ({ data: Buffer.from(hex.replaceAll(' ', ''), 'hex') });
const message = (length: number) => Uint8Array.from({ length }, (_, index) => index & 0xff);
const sent = (frames: TimedFrame[]) => frames.filter(({ id }) => id === ecu.id);

describe('ISO-TP', () => {
  test.each([false, true])('reassembles any message that was sent in frames (CAN FD: %s)', (fd) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 4_095 }), (sentBytes) => {
        const frames = sent(isoTp(0, { ...ecu, fd }, tester, sentBytes));
        expect(receive(frames)).toEqual({
          messages: [{ hex: Buffer.from(sentBytes).toString('hex'), offset: 0 }],
          problems: [],
        });
      }),
      { numRuns: 200 },
    );
  });

  test('reads the example of a VIN as sent on the wire', () => {
    const { messages } = receive([
      bytes('10 14 49 02 01 31 41 39'),
      bytes('21 41 52 47 55 53 30 53'),
      bytes('22 41 4D 50 4C 45 30 31'),
    ]);
    expect(messages).toEqual([{ hex: '490201314139415247555330' + '53414d504c453031', offset: 0 }]);
  });

  test('reads a byte of address before the protocol, and one byte less of payload in each frame', () => {
    const { messages } = receive(
      [bytes('F1 03 7F 22 31 FF FF FF'), bytes('F1 10 09 62 F1 90 01 02'), bytes('F1 21 03 04 05 06 FF FF')],
      1,
    );
    expect(messages.map(({ hex }) => hex)).toEqual(['7f2231', '62f190010203040506']);
  });

  test('reports a wrong sequence number and abandons that message', () => {
    const [first, second, third] = sent(isoTp(0, ecu, tester, message(20)));
    const { messages, problems } = receive([first, third, second, bytes('01 3E')] as TimedFrame[]);
    expect(problems).toEqual(['sequence error']);
    expect(messages.map(({ hex }) => hex)).toEqual(['3e']);
  });

  test('reports a consecutive frame that comes more than N_Cr = 1 s late', () => {
    const [first, second, third] = sent(isoTp(0, ecu, tester, message(20))) as [
      TimedFrame,
      TimedFrame,
      TimedFrame,
    ];
    expect(receive([first, { ...second, at: 1.001 }, third]).problems).toEqual(['timeout']);
    expect(receive([first, { ...second, at: 0.99 }, { ...third, at: 1.98 }]).messages).toHaveLength(1);
  });

  test('does not take a clock that jumps back for a timeout', () => {
    const [first, second, third] = sent(isoTp(0, ecu, tester, message(20))) as [
      TimedFrame,
      TimedFrame,
      TimedFrame,
    ];
    const frames = [
      { ...first, at: 5_000 },
      { ...second, at: 0 },
      { ...third, at: 0.01 },
    ];
    expect(receive(frames).messages).toHaveLength(1);
  });

  test('reports a message that another one interrupts, and reads the other', () => {
    const first = sent(isoTp(0, ecu, tester, message(20)));
    const whole = sent(isoTp(0, ecu, tester, message(9)));
    const { messages, problems } = receive([...first.slice(0, 2), ...whole, ...first.slice(2)]);
    expect(problems).toEqual(['interrupted message']);
    expect(messages).toEqual([{ hex: '000102030405060708', offset: 2 }]);
  });

  test('reports a receiver that cannot take the message; other flow control is not a message', () => {
    expect(receive([bytes('30 00 00'), bytes('31 00 00'), bytes('32 00 00')])).toEqual({
      messages: [],
      problems: ['receive buffer overflow'],
    });
  });

  test('follows a message of 2^32 bytes without holding it', () => {
    const frames = [bytes('10 00 FF FF FF FF 01 02')];
    for (let index = 1; index <= 1_000; index += 1) {
      frames.push({ data: Buffer.from([0x20 | (index & 0xf), 1, 2, 3, 4, 5, 6, 7]) });
    }
    expect(receive(frames)).toEqual({ messages: [], problems: [] });
    expect(receive([...frames, bytes('02 7E 00')]).problems).toEqual(['interrupted message']);
  });

  test('keeps the first 4095 bytes of a longer message', () => {
    const long = [bytes('10 00 00 00 10 04 01 02')];
    for (let index = 1; index <= 586; index += 1) {
      long.push({ data: Buffer.from([0x20 | (index & 0xf), 0, 0, 0, 0, 0, 0, index & 0xff]) });
    }
    const [received] = receive(long).messages;
    expect(received?.hex.length).toBe(2 * 4_095);
  });

  test.each([
    ['a single frame without a length', '00 00 00 00 00 00 00 00'],
    ['a single frame longer than its bytes', '07 3E 00'],
    ['a first frame of a message that fits a single frame', '10 05 01 02 03 04 05 06'],
    ['a short first frame', '10 14 49 02'],
    ['an escaped length that needs no escape', '10 00 00 00 0F FF 01 02'],
    ['a flow status above 2', '33 00 00'],
    ['an unknown type', '45 01 02'],
    ['no bytes', ''],
  ])('recognises that %s is not a frame of the protocol', (_, hex) => {
    const { data } = bytes(hex);
    expect(isIsoTpFrame(data, 0, data.length)).toBe(false);
    expect(receive([{ data }])).toEqual({ messages: [], problems: [] });
  });
});
