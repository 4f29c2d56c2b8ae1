import { describe, test } from 'vitest';
import { apolloType } from '../../../samples/cyber/apollo-types.ts';
import { RecordWriter } from '../../../samples/cyber/record-writer.ts';
import { sentence } from '../../../samples/nmea/sample-nmea.ts';
import { writeEvent } from '../../../samples/openpilot/sample-openpilot.ts';
import { UlogWriter } from '../../../samples/ulog/ulog-writer.ts';
import { expectAllAccountedFor, type WriteFigures } from '../../support/recordings/all-accounted-for.ts';

const startNs = 1_773_475_200_000_000_000n;
/** Files whose fields with a known meaning have the values. */
const formats: Record<string, WriteFigures> = {
  ulog: (all) => {
    const log = new UlogWriter(1_000_000);
    log.format('cpuload:uint64_t timestamp;float load;float ram_usage;');
    log.format('battery_status:uint64_t timestamp;float voltage_v;float remaining;float temperature;');
    log.subscribe(0, 0, 'cpuload');
    log.subscribe(1, 0, 'battery_status');
    for (const [index, [load, ram, ...battery]] of all.entries()) {
      log.data(0, 1_000_000 + index * 1_000, [load, ram]);
      log.data(1, 1_000_000 + index * 1_000, battery);
    }
    return { bytes: log.bytes(), seen: all.length * 5 };
  },
  openpilot: (all) => {
    const start = { struct: { u16: { 0: 4 }, u64: { 8: startNs } } };
    const events = all.map(([speed, angle, acceleration, fuel, engine], index) =>
      writeEvent(2_000_000_000n + BigInt(index), 21, {
        struct: { f32: { 0: speed, 16: angle, 28: acceleration, 52: fuel, 60: engine } },
      }),
    );
    const bytes = Buffer.concat([writeEvent(1_000_000_000n, 0, start), ...events]);
    // Cars that do not report fuel and engine have 0 there.
    const absent = all.flatMap(([, , , fuel, engine]) => [fuel, engine]).filter((value) => value === 0);
    return { bytes, seen: all.length * 5 - absent.length };
  },
  cyber: (all) => {
    const chassis = apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis');
    const writer = new RecordWriter({ messagesPerChunk: 10 });
    writer.channel('/chassis', chassis.name, chassis.protoDesc);
    for (const [index, row] of all.entries()) {
      const [engine_rpm, speed_mps, throttle_percentage, brake_percentage] = row;
      const fields = { engine_rpm, speed_mps, throttle_percentage, brake_percentage };
      writer.message('/chassis', startNs + BigInt(index), chassis.encode(fields));
    }
    return { bytes: writer.bytes(), seen: all.length * 4 };
  },
  nmea: (all) => {
    const text = (value: number) => (Number.isFinite(value) ? String(value) : '');
    const sentences = all.flatMap(([speed, satellites]) => [
      sentence(`GPRMC,000000,A,4807.038,N,01131.000,E,${text(speed)},,230394,,`),
      sentence(`GPGGA,000000,4807.038,N,01131.000,E,1,${text(satellites)},0.9,545.4,M,,M,,`),
    ]);
    // Without a value, the field of a valid sentence counts as no number.
    return { bytes: Buffer.from(`${sentences.join('\r\n')}\r\n`), seen: all.length * 2 };
  },
};

describe('each value of a field whose meaning is known is a figure or left out for a named reason', () => {
  test.each(Object.entries(formats))('in %s', expectAllAccountedFor);
});
