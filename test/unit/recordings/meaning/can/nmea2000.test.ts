import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { fastPacketFrames, singleFrame } from '../../../../../samples/can/nmea2000.ts';
import {
  firstIndicator,
  nmeaValue,
} from '../../../../../src/recordings/meaning/can/nmea2000/not-available.ts';
import expected from '../../../../oracles/nmea2000/expected.json' with { type: 'json' };
import { askedFrames } from '../../../../oracles/nmea2000/samples.ts';
import { codesOf, feed, frame, metricsOf, onBus, versionsOf } from '../../../../support/recordings/feed.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Confirms that the bus is NMEA 2000. */
const heartbeat = singleFrame(-2, 126993, 9, hex('60 EA 01 FF FF FF FF FF'));
const systemTime = singleFrame(-1, 126992, 9, hex('01 F0 FF FF FF FF FF FF'));
/** Without the bus load. */
function summaryOf(frames: TimedFrame[]) {
  const summary = feed(onBus(frames));
  return { ...summary, metrics: summary.metrics.filter(({ source }) => !source.endsWith(' traffic')) };
}
const read = (...frames: TimedFrame[]) => summaryOf([heartbeat, systemTime, ...frames]);

const engine = (status1 = 0, status2 = 0) => {
  const data = Buffer.alloc(26, 0xff);
  data[0] = 0;
  data.writeUInt16LE(3_631, 3);
  data.writeUInt16LE(35_815, 5);
  data.writeUInt16LE(status1, 20);
  data.writeUInt16LE(status2, 22);
  data.writeInt16LE(0x7fff, 7);
  data.writeInt16LE(0x7fff, 9);
  data[24] = 55;
  data[25] = 0x7f;
  return data;
};

describe('figures', () => {
  test.each([
    ['0x19F20005 engine speed', 127488, '00 B0 1D FF FF 7F FF FF', 1900],
    ['0x19F21405 battery', 127508, '00 FA 04 FF 7F FF FF FF', 12.74],
    ['0x19F21405 battery current 2', 127508, '01 FF 7F 9C FF FF FF FF', -10],
    ['0x19F21105 fuel level', 127505, '00 A8 61 FF FF FF FF FF', 100],
    ['0x19F21105 fresh water level 2', 127505, '11 D4 30 FF FF FF FF FF', 50],
    ['0x19F80205 speed over ground', 129026, 'FF FC FF FF F4 01 FF FF', 18],
    ['0x19FD0805 sea temperature', 130312, '01 00 00 A7 71 FF FF FF', 17.8],
    ['0x19FD0C05 exhaust gas temperature', 130316, '01 00 0E 00 F1 09 FF FF', 378.37],
    ['0x19FD0805 source 77 temperature', 130312, '01 00 4D A7 71 FF FF FF', 17.8],
    ['0x19F10D05 rudder', 127245, 'FF FF FF 7F E8 03 FF FF', 5.73],
    ['0x19F50B05 water depth', 128267, 'FF 2C 01 00 00 FF 7F FF', 3],
  ])('%s', (label, pgn, bytes, value) => {
    const metrics = Object.entries(metricsOf(read(singleFrame(0, pgn, 5, hex(bytes)))));
    expect(metrics).toEqual([[`CAN 1 ${label}`, [1, value]]]);
  });

  test('come out of fast packets', () => {
    const summary = read(...fastPacketFrames(0, 127489, 5, engine()));
    expect(metricsOf(summary)).toEqual({
      'CAN 1 0x19F20105 engine oil': [1, 89.95],
      'CAN 1 0x19F20105 engine coolant': [1, 85],
      'CAN 1 0x19F20105 engine load': [1, 55],
    });
    expect(summary.codes).toEqual([]);
  });

  test('that are not available are counted', () => {
    const { metrics, omitted } = read(singleFrame(0, 127488, 5, hex('00 FF FF FE FF 7D FF FF')));
    expect(metrics).toEqual([]);
    expect(omitted.values).toEqual({ marked_invalid: 3 });
  });

  test('are those that the package nmea2000 decodes from the same random bytes', () => {
    // Group by group: a file has no room for so many figures.
    const frames = Map.groupBy(askedFrames(), ({ id }) => id);
    const found = Object.fromEntries(
      [...frames].flatMap(([id, each]) =>
        read(...each).metrics.map(({ name, source, count, min_milli, max_milli }) => [
          `${(id >> 8) & 0x3ffff} ${source.slice(17)}${name === 'temperature_celsius' ? ' K' : ''}`,
          [count, min_milli / 1000, max_milli / 1000],
        ]),
      ),
    );
    for (const [field, [ours, factor, zero]] of Object.entries(asked)) {
      const [count, lowest, highest] = (expected['groups.log'] as Record<string, number[]>)[
        field
      ] as number[];
      const [counted, low, high] = found[`${field.split(' ')[0]} ${ours}`] ?? [];
      expect([field, counted]).toEqual([field, count]);
      expect(low, field).toBeCloseTo((lowest as number) * factor + zero, 1);
      expect(high, field).toBeCloseTo((highest as number) * factor + zero, 1);
    }
    // All but the dilution of precision, which has no negative values here, and the rudder, of which the reader leaves
    // out angles below -π, but not those above π.
    expect(Object.keys(found)).toHaveLength(Object.keys(asked).length + 2);
  });
});

const kelvin = -273.15;

/** By the reader's name of a field: our label, and the factor and offset from its unit to ours. */
const asked: Record<string, [label: string, factor: number, offset: number]> = {
  '127488 speed': ['engine speed', 1, 0],
  '127488 boostPressure': ['boost pressure', 0.001, 0],
  '127488 tiltTrim': ['tilt', 1, 0],
  '127489 oilPressure': ['engine oil pressure', 0.001, 0],
  '127489 oilTemperature': ['engine oil K', 1, kelvin],
  '127489 temperature': ['engine coolant K', 1, kelvin],
  '127489 alternatorPotential': ['alternator', 1, 0],
  '127489 fuelRate': ['fuel rate', 1, 0],
  '127489 totalEngineHours': ['engine hours', 1 / 3600, 0],
  '127489 coolantPressure': ['coolant pressure', 0.001, 0],
  '127489 fuelPressure': ['fuel pressure', 0.001, 0],
  '127489 engineLoad': ['engine load', 1, 0],
  '127489 engineTorque': ['engine torque', 1, 0],
  '127490 motorTemperature': ['electric motor K', 1, kelvin],
  '127490 inverterTemperature': ['inverter K', 1, kelvin],
  '127490 coolantTemperature': ['drive cooling K', 1, kelvin],
  '127490 gearTemperature': ['gear K', 1, kelvin],
  '127491 stateOfCharge': ['energy storage', 1, 0],
  '127491 highestCellTemperature': ['hottest cell K', 1, kelvin],
  '127491 lowestCellTemperature': ['coldest cell K', 1, kelvin],
  '127493 oilPressure': ['transmission oil pressure', 0.001, 0],
  '127493 oilTemperature': ['transmission oil K', 1, kelvin],
  '127505 level': ['fuel level', 1, 0],
  '127506 stateOfCharge': ['battery', 1, 0],
  '127506 stateOfHealth': ['battery health', 1, 0],
  '127508 voltage': ['battery', 1, 0],
  '127508 current': ['battery current', 1, 0],
  '127508 temperature': ['battery K', 1, kelvin],
  '127751 dcVoltage': ['DC', 1, 0],
  '127751 dcCurrent': ['DC current', 1, 0],
  '128002 rotationalShaftSpeed': ['electric motor speed', 1, 0],
  '128002 motorDcVoltage': ['electric motor voltage', 1, 0],
  '128002 motorDcCurrent': ['electric motor current', 1, 0],
  '128003 batteryVoltage': ['energy storage voltage', 1, 0],
  '128003 batteryCurrent': ['energy storage current', 1, 0],
  '128259 speedWaterReferenced': ['speed through water', 1, 0],
  '128267 depth': ['water depth', 1, 0],
  '129026 sog': ['speed over ground', 3.6, 0],
  '129029 numberOfSvs': ['satellites', 1, 0],
  '130306 windSpeed': ['wind speed', 1, 0],
  '130310 waterTemperature': ['water K', 1, kelvin],
  '130310 outsideAmbientAirTemperature': ['outside K', 1, kelvin],
  '130310 atmosphericPressure': ['atmospheric pressure', 0.001, 0],
  '130311 temperature': ['sea temperature K', 1, kelvin],
  '130311 humidity': ['sea humidity', 1, 0],
  '130311 atmosphericPressure': ['sea atmospheric pressure', 0.001, 0],
  '130312 actualTemperature': ['sea temperature K', 1, kelvin],
  '130313 actualHumidity': ['humidity', 1, 0],
  '130316 temperature': ['sea temperature K', 1, kelvin],
};

test('of fields of every width the largest values are indicators', () => {
  expect([2, 3, 4, 7, 8, 16, 24, 32].map((bits) => firstIndicator(bits, false))).toEqual([
    3, 7, 14, 126, 253, 65_533, 16_777_213, 4_294_967_293,
  ]);
  expect(firstIndicator(16, true)).toBe(32_765);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      fc.uint8Array({ minLength: 4 }),
      (bytes, signed, data) => {
        const raw = Number(BigInt(`0x${Buffer.from(data.subarray(0, bytes)).reverse().toString('hex')}`));
        const value = signed && raw >= 2 ** (8 * bytes - 1) ? raw - 2 ** (8 * bytes) : raw;
        const largest = 2 ** (8 * bytes - (signed ? 1 : 0)) - 1;
        expect(nmeaValue(data, 0, bytes, signed)).toBe(value > largest - 3 ? undefined : value);
      },
    ),
  );
});

describe('alarms', () => {
  test('of an engine are told once each time that they are set, by instance', () => {
    const second = engine(0x0006);
    second[0] = 1;
    const summary = read(
      ...fastPacketFrames(0, 127489, 5, engine(0x0002), 0),
      ...fastPacketFrames(1, 127489, 5, engine(0x0002), 1),
      ...fastPacketFrames(2, 127489, 5, engine(), 2),
      ...fastPacketFrames(3, 127489, 5, engine(0x0402, 0x0009), 3),
      ...fastPacketFrames(4, 127489, 5, second, 4),
      ...fastPacketFrames(5, 127489, 5, engine(0xffff, 0xffff), 5),
    );
    expect(codesOf(summary)).toEqual([
      'nmea2000 error engine: over temperature x2',
      'nmea2000 error engine 2: low oil pressure x1',
      'nmea2000 error engine 2: over temperature x1',
      'nmea2000 warning engine: warning level 1 x1',
      'nmea2000 info engine: maintenance needed x1',
    ]);
    expect(summary.codes[0]).toMatchObject({
      message: 'CAN 1 device 0x05 reports “over temperature” of engine.',
      first: { topic: 'CAN 1 0x19F20105' },
    });
  });

  test('of a transmission', () => {
    expect(codesOf(read(singleFrame(0, 127493, 5, hex('00 FC FF FF FF FF 04 FF'))))).toEqual([
      'nmea2000 error transmission: low oil pressure x1',
    ]);
  });

  test('are alerts, while their cause is there', () => {
    const alert = (state: number) => {
      const data = Buffer.alloc(28, 0xff);
      data.set([0x12, 7, 3, 0x34, 0x12]);
      data[27] = state;
      return data;
    };
    const summary = read(
      ...fastPacketFrames(0, 126983, 5, alert(2), 0),
      ...fastPacketFrames(1, 126983, 5, alert(4), 1),
      ...fastPacketFrames(2, 126983, 5, alert(1), 2),
    );
    expect(codesOf(summary)).toEqual(['nmea2000 error alarm 7.3.4660 x2']);
  });
});

test('product information names model, software and serial number', () => {
  const data = Buffer.alloc(134, 0xff);
  for (const [index, text] of ['DST200', '1.004\0junk', '', '2482191@@@'].entries()) {
    data.fill(text === '' ? 0xff : 0x20, 4 + index * 32, 36 + index * 32);
    data.write(text, 4 + index * 32, 'latin1');
  }
  expect(versionsOf(read(...fastPacketFrames(0, 126996, 0x23, data)))).toEqual({
    'CAN 1 device 0x23 model': 'DST200',
    'CAN 1 device 0x23 software': '1.004',
    'CAN 1 device 0x23 serial number': '2482191',
  });
});

describe('fast packets', () => {
  const lost = ['can info CAN 1: NMEA 2000 message incomplete x1'];
  const message = fastPacketFrames(0, 127489, 5, engine());

  test('that miss a frame are lost, and said to be', () => {
    expect(codesOf(read(...message.toSpliced(1, 1)))).toEqual(lost);
    expect(codesOf(read(message[0] as TimedFrame, ...fastPacketFrames(1, 127489, 5, engine())))).toEqual(
      lost,
    );
  });

  test('whose beginning was not recorded are nothing', () => {
    const summary = read(...message.slice(1));
    expect(summary).toMatchObject({ codes: [], metrics: [] });
  });

  test('of two messages may be interleaved', () => {
    const other = fastPacketFrames(0.0001, 127489, 5, engine(), 3);
    expect(metricsOf(read(...message, ...other))).toMatchObject({
      'CAN 1 0x19F20105 engine oil': [2, 89.95],
    });
  });
});

describe('a bus', () => {
  test('is NMEA 2000 when two of its groups were seen; then its topics have their names, and what came before counts', () => {
    const speed = singleFrame(0, 127488, 5, hex('00 B0 1D FF FF 7F FF FF'));
    expect(summaryOf([speed, { ...speed, at: 1 }]).metrics).toEqual([]);
    const summary = summaryOf([speed, systemTime, singleFrame(2, 127508, 5, hex('00 FA 04 FF 7F FF FF FF'))]);
    expect(metricsOf(summary)).toMatchObject({ 'CAN 1 0x19F20005 engine speed': [1, 1900] });
    expect(summary.topics.map(({ name, type }) => [name, type]).sort()).toEqual([
      ['CAN 1 0x19F01009', 'NMEA 2000 system time'],
      ['CAN 1 0x19F20005', 'NMEA 2000 engine, rapid'],
      ['CAN 1 0x19F21405', 'NMEA 2000 battery status'],
    ]);
  });

  test('with identifiers of other protocols is not', () => {
    const summary = summaryOf(
      [0, 1, 2, 3].map((at) => frame(at, 0x19f60000 + at, '00 B0 1D FF FF 7F FF FF')),
    );
    expect(summary.metrics).toEqual([]);
    expect(summary.topics.map(({ type }) => type)).toEqual(['CAN', 'CAN', 'CAN', 'CAN']);
  });
});
