import { describe, expect, test } from 'vitest';
import { type SampleMessage, writeDbc } from '../../../../../samples/dbc/dbc-writer.ts';
import { sampleDbc, sampleLayoutDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { DamageLog } from '../../../../../src/recordings/bytes/damage.ts';
import { createBusTraffic } from '../../../../../src/recordings/meaning/can/bus-traffic.ts';
import { frameFlags } from '../../../../../src/recordings/meaning/can/can-frame.ts';
import { versionWith } from '../../../../../src/recordings/meaning/dbc/database-version.ts';
import { createSignalNamer } from '../../../../../src/recordings/meaning/dbc/name-signals.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { planSignal } from '../../../../../src/recordings/meaning/dbc/signal-plan.ts';
import { faultSeverity, meansNoFigure } from '../../../../../src/recordings/meaning/dbc/value-labels.ts';
import { metricOfSignal } from '../../../../../src/recordings/meaning/metrics/signal-metric.ts';
import { parserVersion } from '../../../../../src/recordings/summary/file-summary.ts';
import { maxSummaryBytes } from '../../../../../src/recordings/summary/fit-size.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';

interface Frame {
  id: number;
  extended?: boolean;
  data: number[];
  flags?: number;
}

const startNs = 1_773_475_200_000_000_000n;

/** Frames 10 ms apart; the record of frame n is at byte 100 n. */
function summaryOf(frames: Frame[], databases = [openDatabase('vehicle.dbc', sampleDbc())]) {
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
  const bus = traffic.can('CAN 1');
  for (const [index, { id, extended, data, flags = 0 }] of frames.entries()) {
    const time = startNs + BigInt(index) * 10_000_000n;
    const bytes = Uint8Array.of(0xaa, ...data);
    const allFlags = flags | (extended ? frameFlags.extended : 0);
    bus.frame(
      Number(time >> 32n),
      Number(time & 0xffff_ffffn),
      id,
      allFlags,
      bytes,
      1,
      data.length,
      index * 100,
    );
  }
  traffic.finish();
  return builder.finish({ format: 'candump', sizeBytes: frames.length * 100, damage: new DamageLog() });
}

const none = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const withByte = (at: number, ...values: number[]) => none.toSpliced(at, values.length, ...values);

describe('frames that a DBC defines', () => {
  test('are named, and their figures are metrics with place and time', () => {
    const speeds = [0, 5_000, 10_000].map((raw) => ({
      id: 0x0c9,
      data: [0, 0, raw >> 8, raw & 0xff, 0, 0, 0x10, 0],
    }));
    const summary = summaryOf(speeds);
    expect(summary.topics).toEqual([
      expect.objectContaining({ name: 'CAN 1 0x0C9', type: 'Speed_01', encoding: 'can' }),
    ]);
    expect(summary.metrics).toEqual([
      expect.objectContaining({
        name: 'vehicle_speed_kmh',
        source: 'CAN 1 Speed_01.VehicleSpeed',
        count: 3,
        sum_milli: 150_000,
        min_milli: 0,
        max_milli: 100_000,
        max_at: { time_ns: String(startNs + 20_000_000n), topic: 'CAN 1 0x0C9', offset: 200 },
      }),
    ]);
    expect(summary.codes).toEqual([]);
  });

  test('of J1939 are identified by their group, separately for each sender, and "not available" is not a figure', () => {
    const summary = summaryOf([
      { id: 0x0cf00400, extended: true, data: withByte(3, 0x40, 0x38) },
      { id: 0x18f00431, extended: true, data: withByte(3, 0x80, 0x3e) },
      { id: 0x18feee00, extended: true, data: withByte(0, 130) },
      { id: 0x18feee00, extended: true, data: withByte(0, 0xfe) },
      { id: 0x18feee00, extended: true, data: withByte(0, 0xfb) },
      { id: 0x18fef700, extended: true, data: withByte(4, 0x18, 0x02) },
      { id: 0x18fefc17, extended: true, data: withByte(1, 150) },
      { id: 0x0cf00300, extended: true, data: withByte(2, 80) },
    ]);
    const found = summary.metrics.map(({ name, source, count, max_milli }) => [
      name,
      source,
      count,
      max_milli,
    ]);
    expect(found.sort()).toEqual([
      ['battery_voltage', 'CAN 1 VEP1.BatteryPotential_PowerInput1 (SA 0)', 1, 26_800],
      ['engine_load_percent', 'CAN 1 EEC2.EnginePercentLoadAtCurrentSpeed (SA 0)', 1, 80_000],
      ['engine_speed_rpm', 'CAN 1 EEC1.EngineSpeed (SA 0)', 1, 1_800_000],
      ['engine_speed_rpm', 'CAN 1 EEC1.EngineSpeed (SA 49)', 1, 2_000_000],
      ['fuel_percent', 'CAN 1 DD1.FuelLevel1 (SA 23)', 1, 60_000],
      ['temperature_celsius', 'CAN 1 ET1.EngineCoolantTemp (SA 0)', 1, 90_000],
    ]);
  });

  const databaseOf = (...lines: string[]) => openDatabase('x.dbc', Buffer.from(`${lines.join('\n')}\n`));

  test('of which all have names are states, whatever their unit', () => {
    const database = databaseOf(
      'BO_ 16 M: 8 X',
      ' SG_ Gear : 0|8@1+ (1,0) [0|255] "gear" X',
      ' SG_ Angle : 8|8@1+ (1,0) [0|255] "rad" X',
      'VAL_ 16 Gear 0 "P" 1 "R" 2 "N" 3 "D" 255 "SNA";',
      'VAL_ 16 Angle 0 "Centre" 1 "Left stop" ;',
    );
    const frames = [0, 1, 2, 3, 255].map((value) => ({ id: 16, data: [value, value, 0, 0, 0, 0, 0, 0] }));
    const { metrics, omitted } = summaryOf(frames, [database]);
    expect(metrics.map(({ source, count }) => [source, count])).toEqual([['CAN 1 M.Angle', 5]]);
    expect(omitted.values).toEqual({ text: 4, marked_invalid: 1 });
  });

  test('keep latitude and longitude to the tenth of a millimetre', () => {
    const database = databaseOf(
      'BO_ 16 M: 8 X',
      ' SG_ Latitude : 0|32@1- (1e-7,0) [-90|90] "deg" X',
      ' SG_ Longitude : 32|32@1- (1e-7,0) [-180|180] "deg" X',
    );
    const data = Buffer.alloc(8);
    data.writeInt32LE(523456789, 0);
    data.writeInt32LE(-1799999999, 4);
    const { metrics } = summaryOf([{ id: 16, data: [...data] }], [database]);
    expect(metrics.map(({ source, unit, max_milli }) => [source, unit, max_milli]).sort()).toEqual([
      ['CAN 1 M.Latitude', 'µ°', 52_345_678_900],
      ['CAN 1 M.Longitude', 'µ°', -179_999_999_900],
    ]);
  });

  test.each([
    [2, [0, -1, -2], [1]],
    [3, [2, -4], [3]],
    [4, [5, -8], [7, 6]],
    [7, [61, -64], [63, 62]],
    [8, [124, -128], [127, 126, 125]],
    [16, [32764], [32767, 32766, 32765]],
    [32, [2147483644], [2147483647, 2147483646, 2147483645]],
  ])('of NMEA 2000 with %i signed bits are not available at the largest value', (size, figures, others) => {
    const database = databaseOf(
      'BO_ 2633367294 M: 8 X',
      ` SG_ Value : 0|${size}@1- (0.01,0) [0|0] "m" X`,
      'BA_DEF_ "ProtocolType" STRING;',
      'BA_DEF_DEF_ "ProtocolType" "";',
      'BA_ "ProtocolType" "NMEA2000";',
    );
    const frame = (value: number) => {
      const data = Buffer.alloc(8, 0xff);
      data.writeUInt32LE(
        Number(BigInt.asUintN(size, BigInt(value)) | ((0xffff_ffffn << BigInt(size)) & 0xffff_ffffn)),
      );
      return { id: 2633367294 - 2 ** 31, extended: true, data: [...data] };
    };
    const { metrics } = summaryOf([...figures, ...others].map(frame), [database]);
    expect(metrics.map(({ count }) => count)).toEqual([figures.length]);
  });

  test.each([
    [2, 2, 3],
    [4, 13, 14],
    [8, 252, 253],
    [12, 4092, 4093],
    [16, 65_532, 65_533],
    [24, 16_777_212, 16_777_213],
    [32, 4_294_967_292, 4_294_967_293],
  ])('of NMEA 2000 with %i bits go on to the indicators, unlike those of J1939', (size, highest, first) => {
    const database = databaseOf(
      `BO_ ${0x19f20017 + 2 ** 31} M: 8 X`,
      ` SG_ Value : 0|${size}@1+ (0.01,0) [0|0] "m" X`,
      'BA_DEF_ "ProtocolType" STRING;',
      'BA_DEF_DEF_ "ProtocolType" "";',
      'BA_ "ProtocolType" "NMEA2000";',
    );
    const frame = (value: number) => {
      const data = Buffer.alloc(8, 0xff);
      data.writeUInt32LE(Number(BigInt(value) | ((0xffff_ffffn << BigInt(size)) & 0xffff_ffffn)));
      return { id: 0x19f20017, extended: true, data: [...data] };
    };
    const all = 2 ** size - 1;
    const { metrics } = summaryOf([highest, first, all].map(frame), [database]);
    expect(metrics.map(({ count, max_milli }) => [count, max_milli])).toEqual([[1, highest * 10]]);
  });

  test('report a fault once for each time that it begins', () => {
    const state = (value: number): Frame => ({ id: 0x0c9, data: [0, 0, 0, 0, 0, 0, value << 4, 0] });
    const summary = summaryOf([1, 2, 2, 2, 1, 2, 0].map(state));
    expect(summary.codes).toEqual([
      {
        code: 'Speed_01.SpeedQuality: Sensor fault',
        source: 'dbc',
        severity: 'warning',
        message: 'CAN 1 Speed_01.SpeedQuality is "Sensor fault" (2)',
        count: 2,
        first: { time_ns: String(startNs + 10_000_000n), topic: 'CAN 1 0x0C9', offset: 100 },
        last: { time_ns: String(startNs + 50_000_000n), topic: 'CAN 1 0x0C9', offset: 500 },
      },
    ]);
  });

  test('that are remote or too short report nothing', () => {
    const speed = { id: 0x0c9, data: [0, 0, 0x27, 0x10, 0, 0, 0, 0] };
    const summary = summaryOf([
      { ...speed, flags: frameFlags.remote },
      { ...speed, data: [0, 0, 0x27] },
    ]);
    expect(summary).toMatchObject({ message_count: 2, metrics: [] });
  });

  test('are defined by the first database that contains them, and each is listed with its contribution', () => {
    const mine = openDatabase('mine.dbc', Buffer.from('BO_ 201 Mine: 8 X\n'));
    const other = openDatabase('vehicle.dbc', sampleDbc());
    const summary = summaryOf(
      [
        { id: 0x0c9, data: [0, 0, 0, 0, 0, 0, 0, 0] },
        { id: 0x1a1, data: [0, 0, 0x59, 0, 0, 0, 0] },
      ],
      [mine, other],
    );
    expect(summary.topics.map(({ type }) => type)).toEqual(['Mine', 'Body_02']);
    expect(summary.databases?.map(({ name, identifiers }) => [name, identifiers])).toEqual([
      ['mine.dbc', 1],
      ['vehicle.dbc', 1],
    ]);
    expect(summaryOf([{ id: 1, data: [] }], []).databases).toEqual([]);
  });

  test('of a thousand signals stay within the size limit, named and varying ones first', () => {
    const unitOf = (index: number, byte: number) => {
      if (byte === 7 && index === 119) return 'km/h';
      return byte < 4 ? 'Nm' : '';
    };
    const messages: SampleMessage[] = Array.from({ length: 120 }, (_, index) => ({
      id: 0x100 + index,
      name: `M${index}`,
      length: 8,
      signals: Array.from({ length: 8 }, (_unused, byte) => ({
        name: byte === 7 && index === 119 ? 'VehicleSpeed' : `Value${byte}`,
        start: byte * 8,
        size: 8,
        unit: unitOf(index, byte),
      })),
    }));
    const frames = Array.from({ length: 120 * 50 }, (_, index) => ({
      id: 0x100 + (index % 120),
      data: Array.from({ length: 8 }, (_unused, byte) => (byte % 2 === 0 ? 7 : (index * (byte + 3)) & 0xff)),
    }));
    const summary = summaryOf(frames, [openDatabase('big.dbc', Buffer.from(writeDbc(messages)))]);
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
    const [first, ...rest] = summary.metrics.toSorted((a) => (a.name === 'signal' ? 1 : -1));
    expect(first).toMatchObject({ name: 'vehicle_speed_kmh', source: 'CAN 1 M119.VehicleSpeed' });
    expect(rest.length).toBeGreaterThan(10);
    for (const { unit, min_milli, max_milli } of rest) {
      expect(unit).toBe('Nm');
      expect(max_milli).toBeGreaterThan(min_milli);
    }
    // The signals and the traffic of the bus.
    expect(summary.omitted.metrics).toBe(961 - summary.metrics.length);
  });
});

test('another set of databases is another parser version', () => {
  const one = openDatabase('one.dbc', sampleDbc());
  const two = openDatabase('two.dbc', sampleLayoutDbc());
  expect(versionWith([])).toBe(parserVersion);
  const versions = [[one], [two], [one, two], [two, one]].map(versionWith);
  expect(new Set(versions).size).toBe(4);
  expect(versions[0]).toBe(versionWith([{ name: 'one.dbc', sha256: one.sha256 }]));
});

test.each([
  ['EngineSpeed', 'rpm', 'engine_speed_rpm'],
  ['ENG_SPD', '1/min', 'engine_speed_rpm'],
  ['MotorSpeed', 'rpm', undefined],
  ['WheelBasedVehicleSpeed', 'km/h', 'vehicle_speed_kmh'],
  ['VehicleSpeedLimit', 'km/h', undefined],
  ['ESP_wheelSpeedFrL', 'km/h', undefined],
  ['ESP_vehicleSpeed', 'kph', 'vehicle_speed_kmh'],
  ['VehSpd', 'mph', 'vehicle_speed_kmh'],
  ['FuelLevel1', '%', 'fuel_percent'],
  ['FuelLevel1', 'l', undefined],
  ['BMS_SOC', '%', 'battery_percent'],
  ['StateOfChargeBMS', '%', 'battery_percent'],
  ['BatteryVoltage', 'V', 'battery_voltage'],
  ['BatteryVoltage', '', undefined],
  ['BatteryVoltageCellMax', 'mV', undefined],
  ['CoolantTemp', 'degC', 'temperature_celsius'],
  ['Inverter_T', '\u00b0C', 'temperature_celsius'],
  ['CoolantTempTarget', 'degC', undefined],
  ['CPU_Load', '%', 'cpu_percent'],
  ['constructor', 'constructor', undefined],
])('signal %s in "%s" is %s', (name, unit, metric) => {
  expect(metricOfSignal(name, unit)?.metric).toBe(metric);
});

test('units are converted', () => {
  const convert = (name: string, unit: string, value: number) => {
    const { scale, shift } = metricOfSignal(name, unit) ?? { scale: Number.NaN, shift: 0 };
    return value * scale + shift;
  };
  expect(convert('CabinTemp', 'degF', 212)).toBeCloseTo(100);
  expect(convert('VehicleSpeed', 'm/s', 10)).toBeCloseTo(36);
  expect(convert('VehicleSpeed', 'mph', 100)).toBeCloseTo(160.9344);
  expect(convert('BatteryVoltage', 'mV', 12_600)).toBeCloseTo(12.6);
});

test.each([
  ['Sensor fault', 'warning'],
  ['LineError', 'warning'],
  ['EPAS_FAULT', 'warning'],
  ['active faults stored', 'warning'],
  ['Critical failure', 'error'],
  ['Short circuit', 'warning'],
  ['no faults stored', undefined],
  ['inactive faults stored', undefined],
  ['NO_FAULT', undefined],
  ['DI_AEB_FAULT_NONE', undefined],
  ['Signal ok', undefined],
  ['Fault memory cleared', undefined],
  ['SNA', undefined],
  ['Default', undefined],
  ['Warning lamp on', undefined],
] as const)('the value "%s" has severity %s', (label, severity) => {
  expect(faultSeverity(label)).toBe(severity);
});

test.each([
  ['SNA', true],
  ['Not available', true],
  ['NOT_IN_SPEC', true],
  ['Invalid', true],
  ['ZERO_ANGLE', false],
  ['Off', false],
])('the value "%s" is not a figure: %s', (label, special) => {
  expect(meansNoFigure(label)).toBe(special);
});

describe('signals of a DBC', () => {
  const plan = (definition: string, labels = '', attributes = '') => {
    const text = [
      'BU_: A',
      `BO_ 2365194522 M: 8 A`,
      ` SG_ S : ${definition} A`,
      labels && `VAL_ 2365194522 S ${labels} ;`,
      attributes,
    ].join('\n');
    const [message] = openDatabase('x.dbc', Buffer.from(text)).messages;
    if (!message) throw new Error('no message');
    return planSignal(message, 0);
  };

  test.each([
    ['state encoded data', '0|4@1+ (1,0) [0|15] "SED"', ''],
    ['a placeholder of a unit and names', '0|8@1+ (1,0) [0|3] "unitless"', '0 "Off" 1 "On" 2 "Auto"'],
    ['names for most values, whatever the unit', '0|3@1+ (1,0) [0|7] "mph"', '0 "A" 1 "B" 2 "C" 3 "D"'],
  ])('are states, not figures: %s', (_, definition, labels) => {
    expect(plan(definition, labels)).toBeUndefined();
  });

  test('are figures if only the ends of their range have names', () => {
    const labels = '254 "Fehler" 255 "Signal nicht verfügbar" 253 "Ungültig" 0 "Stillstand"';
    const planned = plan('0|8@1+ (1,0) [0|250] "km/h"', labels);
    expect(planned?.metric).toBeDefined();
    expect([...(planned?.noFigure ?? [])].toSorted()).toEqual([253, 254, 255]);
  });

  test.each(['%', '°', 'km/h', 'm/s²', '1/min', ''])('are figures in %s', (unit) => {
    expect(plan(`0|8@1+ (1,0) [0|250] "${unit}"`)?.metric).toBeDefined();
  });

  test('of NMEA 2000 are not figures if not available', () => {
    const j1939 = [
      'BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";',
      'BA_DEF_DEF_ "VFrameFormat" "J1939PG";',
    ].join('\n');
    expect(plan('0|32@1- (0.01,0) [0|0] "m"', '', j1939)?.noFigureFrom).toBe(0x7fff_fffd);
    expect(plan('0|32@1- (0.01,0) [0|0] "m"')?.noFigureFrom).toBe(Number.POSITIVE_INFINITY);
  });
});
