import { describe, expect, test } from 'vitest';
import { canMessage, fields, fileOf } from '../../../../support/recordings/blf-objects.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

describe('buses in a BLF', () => {
  test('reports errors of CAN buses, bus load and lost events', async () => {
    const summary = await summarise(
      fileOf([
        [2, fields([2, 1], [2, 0], [4, 0])],
        [3, fields([2, 1], [2, 0], [4, 0])],
        [
          73,
          Buffer.concat([
            fields(
              [2, 1],
              [2, 0],
              [4, 2],
              [1, 0],
              [1, 0],
              [1, 0],
              [1, 0],
              [4, 0],
              [4, 0],
              [2, 4 << 6],
              [2, 0],
            ),
            Buffer.alloc(8),
          ]),
        ],
        [104, Buffer.concat([fields([1, 2], [1, 0], [1, 0], [1, 0], [2, 2], [2, 1 << 6]), Buffer.alloc(48)])],
        [31, fields([2, 1], [1, 100], [1, 3], [4, 0])],
        [31, fields([2, 1], [1, 130], [1, 3], [4, 0])],
        [31, fields([2, 1], [1, 3], [1, 3], [4, 0])],
        [91, fields([4, 1], [2, 1], [2, 0])],
        [91, fields([4, 5], [2, 1], [2, 0])],
        [4, fields([2, 1], [2, 4250], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0])],
        [126, fields([4, 0], [8, 0], [4, 17])],
      ]),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'CAN 1 error frames': 3, 'CAN 2 error frames': 1 });
    expect(summary.codes.map(({ code, message, count }) => [code, message, count]).sort()).toEqual([
      ['CAN 1: error frame', 'error frame', 2],
      ['CAN 1: error passive', 'error passive: error counters 130 transmit, 3 receive', 1],
      ['CAN 1: error warning', 'error warning: error counters 100 transmit, 3 receive', 1],
      ['CAN 1: overload frame', 'overload frame', 1],
      ['CAN 1: overrun', 'overrun: the interface was read too late', 1],
      ['CAN 2: error frame', 'error frame: form error', 1],
      ['dropout', 'The recorder could not keep up and lost 17 events.', 1],
    ]);
    expect(summary.metrics).toMatchObject([
      { name: 'bus_load_percent', source: 'CAN 1 (recorder)', count: 1 },
    ]);
  });

  test('counts LIN frames and reports LIN errors', async () => {
    const event2 = (id: number, length: number) =>
      Buffer.concat([
        fields(
          [8, 0],
          [4, 19200],
          [2, 2],
          [2, 0],
          [8, 0],
          [8, 0],
          [2, 0],
          [2, 0],
          [1, 0],
          [1, id],
          [1, length],
          [1, 0],
        ),
        Buffer.alloc(72),
      ]);
    const { topics, codes, verdict } = await summarise(
      fileOf([
        [11, Buffer.concat([fields([2, 1], [1, 0x21], [1, 4]), Buffer.alloc(16)])],
        [57, event2(0x2d, 8)],
        [60, event2(0x2d, 8)],
        [14, Buffer.concat([fields([2, 1], [1, 0x22], [1, 4]), Buffer.alloc(12)])],
        [18, Buffer.concat([fields([2, 1]), Buffer.alloc(6)])],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['LIN 1 0x21', 4],
      ['LIN 2 0x2D', 8],
    ]);
    expect(codes.map(({ code, message }) => [code, message])).toEqual([
      ['LIN 1: LIN error', 'receive error of frame 0x22'],
      ['LIN 2: LIN error', 'checksum error of frame 0x2D'],
    ]);
  });

  test('counts the frames of other buses, and reports their errors', async () => {
    const ethernetEx = fields(
      [2, 32],
      [2, 0],
      [2, 3],
      [2, 0],
      [8, 0],
      [4, 0],
      [2, 0],
      [2, 60],
      [4, 0],
      [4, 0],
    );
    const flexRay = fields(
      [2, 1],
      [2, 0],
      [2, 1],
      [2, 0],
      [4, 0],
      [4, 0],
      [2, 20],
      [2, 0],
      [2, 0],
      [2, 32],
      [2, 32],
    );
    const most = fields([2, 1], [2, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 11], [4, 0]);
    const rest = Buffer.alloc(40);
    const { topics, codes, verdict } = await summarise(
      fileOf([
        [
          71,
          Buffer.concat([
            fields([4, 0], [2, 0], [2, 2], [4, 0], [2, 0], [2, 0], [2, 0x806], [2, 0], [2, 0], [2, 46]),
            rest,
          ]),
        ],
        [120, ethernetEx],
        [121, ethernetEx],
        [102, Buffer.concat([fields([2, 20], [2, 3]), rest])],
        [122, ethernetEx],
        [29, Buffer.concat([fields([2, 4], [1, 0], [1, 8]), rest])],
        [41, Buffer.concat([fields([2, 4]), Buffer.alloc(24), fields([1, 16]), rest])],
        [50, Buffer.concat([flexRay, rest])],
        [66, Buffer.concat([flexRay, rest])],
        [47, Buffer.concat([fields([2, 1]), rest])],
        [23, Buffer.concat([fields([2, 1]), rest])],
        [76, most],
        [85, most],
        [55, Buffer.concat([fields([2, 1], [2, 0], [2, 0], [1, 6]), rest])],
        [93, Buffer.concat([fields([2, 1], [2, 0], [2, 0], [2, 0], [2, 0], [2, 90]), rest])],
        [97, Buffer.concat([fields([4, 0], [2, 0], [2, 1]), rest])],
        [113, Buffer.concat([fields([4, 0], [2, 7]), rest])],
        [90, Buffer.concat([fields([4, 8], [4, 2], [4, 10_400], [4, 0], [1, 5]), rest])],
        [90, Buffer.concat([fields([4, 4], [4, 2], [4, 10_400], [4, 0]), rest])],
        [90, Buffer.concat([fields([4, 0], [4, 2], [4, 10_400], [4, 0], [4, 7]), rest])],
      ]),
    );
    expect(verdict).toEqual({ code: 'ok', message: 'All 17 messages were read.' });
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes]).sort()).toEqual([
      ['AFDX 1', 1, 14],
      ['ARINC 429 7', 1, 4],
      ['Ethernet 2', 1, 60],
      ['Ethernet 3', 2, 120],
      ['FlexRay 1', 2, 64],
      ['FlexRay 4', 2, 24],
      ['J1708 1', 1, 6],
      ['MOST 1', 3, 39],
      ['Serial 2', 3, 13],
      ['WLAN 1', 1, 90],
    ]);
    expect(codes.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['Ethernet 3: Ethernet error', 2],
      ['FlexRay 1: FlexRay error', 1],
    ]);
  });

  test('reads all frames of a CAN XL channel', async () => {
    const frame = (id: number, flags: number, length: number, direction = 0) =>
      Buffer.concat([
        fields([1, 2], [1, 0], [1, direction], [1, 0], [8, 0], [4, id], [4, 0], [2, length]),
        Buffer.alloc(26),
        fields([4, flags]),
        Buffer.alloc(52 + length),
      ]);
    const { topics, verdict } = await summarise(
      fileOf([
        [139, frame(0x123, 0x40_0000, 300)],
        [139, frame(0x80000123, 0x1000, 16)],
        [139, frame(0x124, 0, 8)],
        [139, frame(0x124, 0x10, 8)],
        [139, frame(0x124, 0, 8, 2)],
        [140, Buffer.concat([fields([1, 2]), Buffer.alloc(60)])],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(
      topics.map(({ name, type, message_count, bytes }) => [name, type, message_count, bytes]).sort(),
    ).toEqual([
      ['CAN 2 0x00000123', 'CAN FD', 1, 16],
      ['CAN 2 0x124', 'CAN', 2, 8],
      ['CAN 2 XL 0x123', 'CAN XL', 1, 300],
      ['CAN 2 error frames', 'CAN error frame', 1, 0],
      ['CAN 2 transmit requests', 'CAN transmit request', 1, 8],
    ]);
  });

  test('counts requests to transmit apart from frames', async () => {
    const request = (body: Uint8Array) => {
      body[2] = 2;
      return body;
    };
    const fd64 = Buffer.concat([fields([1, 1], [1, 8], [1, 8], [1, 0], [4, 0x123]), Buffer.alloc(40)]);
    fd64[34] = 2;
    const { topics } = await summarise(
      fileOf([
        [86, request(canMessage(0x123, 1, 2))],
        [100, request(Buffer.concat([canMessage(0x123), Buffer.alloc(70)]))],
        [101, fd64],
        [86, canMessage(0x123, 1, 2)],
      ]),
    );
    expect(topics.map(({ name, message_count }) => [name, message_count])).toEqual([
      ['CAN 1 transmit requests', 3],
      ['CAN 1 0x123', 1],
    ]);
  });
});
