import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { isSampleFrame } from '../../../../../samples/can/can-event.ts';
import { canFaults } from '../../../../../samples/can/can-faults.ts';
import { type SampleMessage, writeDbc } from '../../../../../samples/dbc/dbc-writer.ts';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { DamageLog } from '../../../../../src/recordings/bytes/damage.ts';
import { createBusTraffic } from '../../../../../src/recordings/meaning/can/bus-traffic.ts';
import { busErrorKinds, frameFlags } from '../../../../../src/recordings/meaning/can/can-frame.ts';
import { createSignalNamer } from '../../../../../src/recordings/meaning/dbc/name-signals.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';
import { codesOf, feed, metricsOf, versionsOf } from '../../../../support/recordings/feed.ts';

const startNs = 1_773_475_200_000_000_000n;

function lowest(summary: FileSummary, source: string): number {
  return (summary.metrics.find((metric) => metric.source === source)?.min_milli ?? Number.NaN) / 1000;
}

describe('a drive with faults', () => {
  const events = canDrive({ seconds: 60, faults: canFaults });
  const summary = feed(events);

  test('counts every frame', () => {
    expect(summary.message_count).toBe(events.filter(isSampleFrame).length);
  });

  test('reports each fault, and nothing else', () => {
    expect(codesOf(summary)).toEqual([
      'j1939 critical SPN 1043 FMI 2 x30',
      'j1939 critical SPN 110 FMI 0 x30',
      'j1939 critical SPN 111 FMI 1 x30',
      'can critical CAN 2: bus off x1',
      'obd error MIL on x67',
      'obd error P0301 x12',
      'obd error P0420 x6',
      'obd error U0100 x6',
      'uds error U0100-87 x3',
      'can error CAN 2: error passive x1',
      'can warning CAN 1: error frame x200',
      'can warning CAN 2: error frame x16',
      'obd warning P0171 x6',
      'uds warning U0121-00 x3',
      'uds info SecurityAccess: NRC 0x37 x6',
      'j1939 info SPN 100 FMI 1 x3',
      'j1939 info SPN 94 FMI 18 x3',
    ]);
  });

  test('reports when and where: the faults begin in the middle, each with the offset of its frame', () => {
    const late = ['P0301', 'SPN 110 FMI 0', 'U0100-87', 'CAN 2: bus off'];
    for (const code of late) {
      const first = summary.codes.find((each) => each.code === code)?.first;
      const seconds = Number(BigInt(first?.time_ns ?? 0) - startNs) / 1e9;
      expect(seconds).toBeGreaterThan(29.9);
      expect(seconds).toBeLessThan(37);
      const event = events[(first?.offset ?? 0) / 100];
      expect(String(event?.timeNs)).toBe(first?.time_ns);
    }
  });

  test('reports hardware and software versions', () => {
    expect(versionsOf(summary)).toEqual({
      vin: '1A9ARGUS6SAMPLE01',
      'CAN 1 0x7E8 calibration id': 'SAMPLE-CAL-0042',
      'CAN 1 0x7E8 name': 'ECM - EngineControl',
      'CAN 1 0x77E manufacturer software version': '0411',
      'CAN 1 0x18DAF110 supplier software version': 'GW-2.7.1',
      'CAN 2 ECU 0x00 (engine) software': 'ENG-SW-7.31',
      'CAN 2 ECU 0x00 (engine) make': 'ARGUS',
      'CAN 2 ECU 0x00 (engine) model': 'ENG13',
      'CAN 2 ECU 0x00 (engine) serial number': 'SN0042',
      'CAN 3 0x18DAF133 supplier software version': 'FD-ECU software 9.2.0',
    });
  });

  test('measures the vehicle and its buses', () => {
    const metrics = metricsOf(summary);
    expect(metrics['CAN 2 0x0CF00400 engine speed']?.[0]).toBe(3_000);
    expect(metrics['CAN 1 0x7E8 engine coolant']?.[0]).toBe(133);
    const loads = summary.metrics.filter(({ name }) => name === 'bus_load_percent');
    expect(loads.map(({ source }) => source).sort()).toEqual(['CAN 1', 'CAN 2']);
  });

  test('without faults reports only refusals and previous codes', () => {
    const clean = feed(canDrive({ seconds: 30 }));
    expect(codesOf(clean).filter((code) => !code.includes(' info '))).toEqual([]);
    expect(lowest(clean, 'CAN 1 0x7E8 control module voltage')).toBeGreaterThan(13);
  });

  test.each([
    ['stop-lamp', 'lamp without a code: red stop lamp', 15],
    ['sensor-supply', 'SPN 1043 FMI 2', 15],
    ['error-frames', 'CAN 1: error frame', 15],
    ['bus-off', 'CAN 2: bus off', 15],
    ['overheating', 'SPN 110 FMI 0', 15],
  ] as const)('%s alone is reported as %s from its second on', (fault, code, from) => {
    const faulty = feed(canDrive({ seconds: 30, faults: [fault] }));
    const first = faulty.codes.find((each) => each.code === code)?.first;
    const seconds = Number(BigInt(first?.time_ns ?? 0) - startNs) / 1e9;
    expect(seconds).toBeGreaterThanOrEqual(from);
    expect(seconds).toBeLessThan(from + 1.1);
  });

  test('low voltage is reported by OBD-II, J1939 and a database', () => {
    const events = canDrive({ seconds: 40, faults: ['low-voltage'] });
    const faulty = feed(events, [openDatabase('vehicle.dbc', sampleDbc())]);
    expect(lowest(faulty, 'CAN 1 0x7E8 control module voltage')).toBeCloseTo(8.4, 1);
    expect(lowest(faulty, 'CAN 1 Body_02.BatteryVoltage')).toBeCloseTo(8.4, 1);
    expect(lowest(feed(events), 'CAN 2 0x18FEF700 battery')).toBeCloseTo(16.8, 1);
    const { min_at } = faulty.metrics.find(({ source }) => source.endsWith('BatteryVoltage')) ?? {};
    expect(Number(BigInt(min_at?.time_ns ?? 0) - startNs) / 1e9).toBeGreaterThanOrEqual(30);
  });

  test('is the same for the same seed', () => {
    expect(canDrive({ seconds: 3, seed: 5 })).toEqual(canDrive({ seconds: 3, seed: 5 }));
    expect(canDrive({ seconds: 3, seed: 5 })).not.toEqual(canDrive({ seconds: 3, seed: 6 }));
  });
});

describe('unusual frames', () => {
  const read = (flags: number) => {
    const builder = new SummaryBuilder();
    const bus = createBusTraffic(builder).can('CAN 1');
    bus.frame(412_916, 0, 0x7e8, flags, Buffer.from('0441051AF8000000', 'hex'), 0, 8, 40);
    return builder.finish({ format: 'blf', sizeBytes: 0, damage: new DamageLog() });
  };

  test('a remote frame is counted but not read', () => {
    const summary = read(frameFlags.remote);
    expect([summary.message_count, summary.metrics]).toEqual([1, []]);
  });

  test('the error state indicator of CAN FD reveals an error-passive sender', () => {
    expect(read(frameFlags.fd | frameFlags.errorState).codes).toEqual([
      expect.objectContaining({
        code: 'CAN 1: error passive',
        first: expect.objectContaining({ topic: 'CAN 1 0x7E8', offset: 40 }),
      }),
    ]);
  });
});

describe('hostile frames', () => {
  /** Identifiers that have a handler, in addition to any others. */
  const meaningful = [
    0x7df, 0x7e0, 0x7e8, 0x600, 0x714, 0x77e, 0x18daf110, 0x18da10f1, 0x18ce10f1, 0x17fc0076, 0x17fe0076,
    0x1cecff00, 0x1cebff00, 0x1cec00f9, 0x1ceb00f9, 0x18feca00, 0x18feec00, 0x18eeff00, 0x0cf00400,
    0x18feee00, 0x1c25ff00, 0x18fecd00, 0x18fece00, 0x18eaff00, 0x18e8ff00, 0x18d3ff00, 0x19f20117,
  ];
  /** Long messages on identifiers that carry ISO-TP, and a group that J1939 transport carries. */
  const long: SampleMessage[] = [0x7e8, 0x77e, 0x18fee3fe, 0x19f201fe].map((id, index) => ({
    id,
    extended: id > 0x7ff,
    name: `Long${index}`,
    length: 100,
    signals: [
      { name: 'Switch', start: 8, size: 8, multiplex: 'M' },
      { name: 'Far', start: 16 + index * 8, size: 33, multiplex: 'm1', unit: 'V' },
      { name: 'Everywhere', start: 799, size: 8, bigEndian: true, unit: 'A' },
    ],
  }));
  const databases = [openDatabase('long.dbc', Buffer.from(writeDbc(long)))];
  const anyFrame = fc.record({
    bus: fc.integer({ min: 0, max: 2 }),
    id: fc.oneof(fc.constantFrom(...meaningful), fc.integer({ min: 0, max: 2 ** 29 - 1 })),
    high: fc.oneof(fc.constant(412_916), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    low: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    flags: fc.integer({ min: 0, max: 63 }),
    data: fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      // Beginnings that lead to further parsing: first frames, lists of codes, announcements.
      fc
        .tuple(
          fc.constantFrom(
            '10FF',
            '1000FFFFFFFF',
            '0759',
            '1020',
            '2100',
            '210102',
            '20000701FF',
            '01',
            '02',
            '10120003',
            '0341',
            '1014',
            '0746',
            '0642',
            '0759',
            '20640000FF',
            '20280006FFE3FE00',
            '40FECA08',
            '40FEEE0040FECD0D',
          ),
          fc.uint8Array({ minLength: 6, maxLength: 6 }),
        )
        .map(([begin, rest]) => Buffer.concat([Buffer.from(begin, 'hex'), rest])),
    ),
  });

  test('whatever the frames contain, each is counted and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 60 }), (frames) => {
        const builder = new SummaryBuilder();
        const traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
        for (const { bus, id, high, low, flags, data } of frames) {
          const extended = id > 0x7ff ? flags | frameFlags.extended : flags & ~frameFlags.extended;
          traffic.can(`CAN ${bus}`).frame(high, low, id, extended, data, 0, data.length, 0);
        }
        traffic.finish();
        const summary = builder.finish({ format: 'trc', sizeBytes: 0, damage: new DamageLog() });
        expect(summary.message_count).toBe(frames.length);
        JSON.stringify(summary);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
    );
  });

  test('ten thousand bus errors are one code', () => {
    const builder = new SummaryBuilder();
    const bus = createBusTraffic(builder).can('CAN 1');
    for (let index = 0; index < 10_000; index += 1)
      bus.error(412_916, index, busErrorKinds[0], index, 'form error');
    const { codes } = builder.finish({ format: 'trc', sizeBytes: 0, damage: new DamageLog() });
    expect(codes).toEqual([expect.objectContaining({ code: 'CAN 1: error frame', count: 10_000 })]);
  });
});
