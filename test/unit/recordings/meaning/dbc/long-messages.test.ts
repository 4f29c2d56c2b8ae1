import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import {
  broadcastAnnounce,
  exchange,
  j1939Frame,
  requestToSend,
} from '../../../../../samples/can/segment.ts';
import { type SampleMessage, writeDbc } from '../../../../../samples/dbc/dbc-writer.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { codesOf, feed, metricsOf, onBus } from '../../../../support/recordings/feed.ts';

/** Engine configuration 1: 40 bytes, of which the 13th and 14th are the speed at point 5 (SAE J1939-71). */
const engineConfiguration: SampleMessage = {
  id: 0x18fee3fe,
  extended: true,
  j1939: true,
  name: 'EC1',
  length: 40,
  signals: [
    { name: 'EngineSpeedAtPoint5', start: 96, size: 16, factor: 0.125, unit: 'rpm' },
    { name: 'State', start: 312, size: 8, values: { 3: 'Sensor fault' } },
  ],
};

const answer = (id: number, first: number): SampleMessage => ({
  id,
  name: 'Battery',
  length: 62,
  signals: [
    { name: 'Service', start: first * 8 + 7, size: 8, bigEndian: true, multiplex: 'M' },
    { name: 'Identifier', start: first * 8 + 15, size: 16, bigEndian: true, multiplex: 'm98M' },
    {
      name: 'StateOfCharge',
      start: (first + 7) * 8,
      size: 8,
      factor: 0.5,
      unit: '%',
      multiplex: 'm257',
      selectedBy: { name: 'Identifier', ranges: [[257, 257]] },
    },
    {
      name: 'PackVoltage',
      start: (first + 30) * 8 + 7,
      size: 16,
      bigEndian: true,
      factor: 0.1,
      unit: 'V',
      multiplex: 'm257',
      selectedBy: { name: 'Identifier', ranges: [[257, 257]] },
    },
  ],
});

const read = (frames: readonly TimedFrame[], ...messages: SampleMessage[]) =>
  feed(onBus(frames), [openDatabase('long.dbc', Buffer.from(writeDbc(messages)))]);

/** A request for one identifier, whose response has several frames. */
function batteryExchange(at: number, [tester, ecu]: [number, number]): TimedFrame[] {
  const data = Buffer.alloc(40);
  data.set([0x62, 0x01, 0x01]);
  data.writeUInt8(146, 7);
  data.writeUInt16BE(3975, 30);
  const pair = [
    { id: tester, extended: false },
    { id: ecu, extended: false },
  ] as const;
  return exchange(at, pair, [0x22, 0x01, 0x01], data);
}

describe('a database of messages longer than a frame', () => {
  const payload = Buffer.alloc(40, 0xff);
  payload.writeUInt16LE(1_700 * 8, 12);
  payload[39] = 3;
  const speed = { 'CAN 1 EC1.EngineSpeedAtPoint5 (SA 0)': [1, 1_700] };
  const evidence = [
    j1939Frame(0, 0xf004, 0, 0xff, Buffer.from('F0FF9B00FFFFFFFF', 'hex'), 3),
    j1939Frame(0.1, 0xfef1, 0, 0xff, Buffer.alloc(8, 0xff), 6),
  ];

  test('names what a J1939 broadcast carries', () => {
    const summary = read([...evidence, ...broadcastAnnounce(1, 0xfee3, 0, payload)], engineConfiguration);
    expect(metricsOf(summary)).toMatchObject(speed);
    expect(codesOf(summary)).toEqual(['dbc warning EC1.State: Sensor fault x1']);
    expect(summary.databases?.[0]?.identifiers).toBe(1);
  });

  test('names what a J1939 connection carries, at the frame that announced it', () => {
    const frames = [...evidence, ...requestToSend(1, 0xfee3, 0, 0xf9, payload)];
    const summary = read(frames, engineConfiguration);
    expect(metricsOf(summary)).toMatchObject(speed);
    expect(summary.metrics[0]?.max_at).toMatchObject({ topic: 'CAN 1 0x1CECF900', offset: 200 });
  });

  test.each([0x00, 0x21])('distinguishes senders: %i', (source) => {
    const frames = [...evidence, ...broadcastAnnounce(1, 0xfee3, source, payload)];
    expect(Object.keys(metricsOf(read(frames, engineConfiguration)))).toContain(
      `CAN 1 EC1.EngineSpeedAtPoint5 (SA ${source})`,
    );
  });

  const battery = {
    'CAN 1 Battery.StateOfCharge': [1, 73],
    'CAN 1 Battery.PackVoltage': [1, 397.5],
  };

  test.each([
    ['from the service on', 0],
    ['with a byte for the length before it', 1],
  ])('names what ISO-TP carries, laid out %s', (_, first) => {
    const frames = batteryExchange(1, [0x7e4, 0x7ec]);
    expect(metricsOf(read(frames, answer(0x7ec, first)))).toMatchObject(battery);
  });

  test('names it on identifiers of a manufacturer too, without the requests', () => {
    const frames = batteryExchange(1, [0x743, 0x763]).filter(({ id }) => id === 0x763);
    expect(metricsOf(read(frames, answer(0x763, 1)))).toMatchObject(battery);
  });

  describe('of NMEA 2000, over fast packets', () => {
    const engine: SampleMessage = {
      id: 0x19f201fe,
      extended: true,
      j1939: true,
      name: 'EngineParameters',
      length: 26,
      signals: [
        { name: 'OilTemperature', start: 24, size: 16, factor: 0.1, offset: -273.15, unit: 'degC' },
        { name: 'Load', start: 192, size: 8, signed: true, unit: '%' },
      ],
    };
    const data = Buffer.alloc(26, 0);
    data.writeUInt16LE(3_631, 3);
    data.writeInt8(64, 24);
    const packets = (at: number, sequence: number) =>
      Array.from({ length: 4 }, (_, index): TimedFrame => {
        const from = index === 0 ? 0 : index * 7 - 1;
        const part = [...data.subarray(from, from + (index === 0 ? 6 : 7))];
        const head = [(sequence << 5) | index, ...(index === 0 ? [data.length] : [])];
        const bytes = Buffer.alloc(8, 0xff);
        bytes.set([...head, ...part]);
        return { at: at + index / 1_000, id: 0x19f20117, extended: true, data: bytes };
      });
    const counted = (frames: TimedFrame[]) =>
      metricsOf(read(frames, engine))['CAN 1 EngineParameters.Load (SA 23)'];

    test('names what they carry', () => {
      const metrics = metricsOf(read([...packets(0, 0), ...packets(1, 1)], engine));
      expect(metrics).toMatchObject({
        'CAN 1 EngineParameters.OilTemperature (SA 23)': [2, 89.95],
        'CAN 1 EngineParameters.Load (SA 23)': [2, 64],
      });
    });

    test('a message without one of its frames, or with one of another, is lost, and the next is not', () => {
      const whole = packets(1, 1);
      expect(counted([...packets(0, 0).toSpliced(2, 1), ...whole])).toEqual([1, 64]);
      expect(counted([...packets(0, 0).toSpliced(3, 1, ...packets(0.003, 5).slice(3)), ...whole])).toEqual([
        1, 64,
      ]);
      expect(counted([...packets(0, 0).slice(2), ...whole])).toEqual([1, 64]);
      const late = packets(0, 0).map((each, index) => ({ ...each, at: index / 3 }));
      expect(counted([...late, ...packets(2, 1)])).toEqual([1, 64]);
    });
  });

  test('does not mistake the frames of ISO-TP for messages', () => {
    const spurious: SampleMessage = {
      id: 0x7ec,
      name: 'Battery',
      length: 62,
      signals: [{ name: 'Second', start: 8, size: 8, unit: 'A' }],
    };
    const { metrics } = read(batteryExchange(1, [0x7e4, 0x7ec]), spurious);
    expect(metrics.find(({ source }) => source.endsWith('Second'))?.count).toBe(1);
  });

  test('reads frames of CAN FD as the messages that they are', () => {
    const data = Buffer.alloc(64, 0);
    data.writeUInt8(80, 20);
    const message: SampleMessage = {
      id: 0x612,
      name: 'Long',
      length: 64,
      signals: [{ name: 'Current', start: 160, size: 8, unit: 'A' }],
    };
    const frames = [0, 1, 2].map((at) => ({ at, id: 0x612, extended: false, fd: true, data }));
    expect(metricsOf(read(frames, message))).toMatchObject({ 'CAN 1 Long.Current': [3, 80] });
  });
});
