import { describe, test } from 'vitest';
import { DataflashWriter } from '../../../samples/dataflash/dataflash-writer.ts';
import { TlogWriter } from '../../../samples/tlog/tlog-writer.ts';
import { UlogWriter } from '../../../samples/ulog/ulog-writer.ts';
import {
  expectAllAccountedFor,
  type Row,
  type WriteFigures,
} from '../../support/recordings/all-accounted-for.ts';

const startUs = 1_773_475_200_000_000;
const isOn = (value: number) => value > 0.5;
/** The nearest whole number between the limits. */
const whole = (value: number, least: number, most: number) =>
  Math.trunc(Math.min(most, Math.max(least, Number.isNaN(value) ? 0 : value)));
const byteOf = (value: number) => whole(value, 0, 255);

const dataflash: WriteFigures = (rows) => {
  const log = new DataflashWriter();
  const messages = [
    ['EV', 'QB', 'TimeUS,Id'],
    ['GPS', 'QBB', 'TimeUS,Status,NSats'],
    ['GPA', 'Qfff', 'TimeUS,HAcc,VAcc,SAcc'],
    ['BAT', 'Qfff', 'TimeUS,Volt,Temp,RemPct'],
    ['XKF4', 'Qff', 'TimeUS,SV,SP'],
    ['POWR', 'Qff', 'TimeUS,Vcc,VServo'],
    ['VIBE', 'Qfff', 'TimeUS,VibeX,VibeY,VibeZ'],
    ['ESC', 'Qff', 'TimeUS,Temp,MotTemp'],
    ['PM', 'Qff', 'TimeUS,Load,Mem'],
    ['MCU', 'Qf', 'TimeUS,MTemp'],
    ['UBX1', 'QB', 'TimeUS,jamInd'],
  ] as const;
  for (const [index, [name, format, columns]] of messages.entries())
    log.define(60 + index, name, format, columns);
  for (const [index, [a, b, c, d, e]] of rows.entries()) {
    const us = 1_000_000 + index * 1_000;
    log.write('EV', us, isOn(a) ? 10 : 11);
    log.write('GPS', us, byteOf(b), byteOf(c));
    log.write('GPA', us, c, d, e);
    log.write('BAT', us, a, b, c);
    log.write('XKF4', us, d, e);
    log.write('POWR', us, a, b);
    log.write('VIBE', us, c, d, e);
    log.write('ESC', us, a, b);
    log.write('PM', us, c, d);
    log.write('MCU', us, e);
    log.write('UBX1', us, byteOf(a));
  }
  // Of the three axes of VIBE, the largest is one figure.
  return { bytes: log.bytes(), seen: rows.length * 18 };
};

type Message = readonly [id: number, crcExtra: number, payload: Buffer];

function stateMessages([a, b, c, d, e]: Row): Message[] {
  const status = Buffer.alloc(31);
  status.writeUInt16LE(whole(b, 0, 65_535), 12);
  status.writeUInt16LE(whole(c, 0, 65_535), 14);
  status.writeInt8(whole(d, -128, 127), 30);
  const vibration = Buffer.alloc(32);
  for (const [at, value] of [c, d, e].entries()) vibration.writeFloatLE(value, 8 + at * 4);
  const radio = Buffer.alloc(42);
  radio[41] = byteOf(e);
  return [
    // A quadrotor of ArduPilot.
    [0, 50, Buffer.from([0, 0, 0, 0, 2, 3, isOn(a) ? 209 : 81, 4, 3])],
    [1, 124, status],
    [241, 90, vibration],
    [65, 118, radio],
  ];
}

/** MAVLink 1 has no extensions: no accuracy, and no ratio of the airspeed. */
function extendedMessages([a, b, c, d, e]: Row, isExtended: boolean): Message[] {
  const position = Buffer.alloc(52);
  position[28] = byteOf(b);
  position[29] = byteOf(c);
  position.writeUInt32LE(whole(d, 0, 2 ** 32 - 1), 34);
  const battery = Buffer.alloc(54);
  battery.writeInt16LE(whole(a, -32_768, 32_767), 8);
  // One cell, so that there is no spread, which is computed.
  battery.fill(0xff, 10, 30);
  battery.writeUInt16LE(whole(b * 100, 0, 65_535), 10);
  battery[32] = 1;
  battery.writeInt8(whole(e, -128, 127), 35);
  const estimate = Buffer.alloc(26);
  for (const [at, value] of [a, b, c, d].entries()) estimate.writeFloatLE(value, at * 4);
  estimate.writeFloatLE(e, 22);
  return [
    [24, 24, position.subarray(0, isExtended ? 52 : 30)],
    [147, 154, battery.subarray(0, isExtended ? 54 : 36)],
    [193, 71, estimate.subarray(0, isExtended ? 26 : 22)],
  ];
}

const tlog =
  (version: 1 | 2): WriteFigures =>
  (rows) => {
    const log = new TlogWriter();
    for (const [index, row] of rows.entries()) {
      for (const [id, crcExtra, payload] of [...stateMessages(row), ...extendedMessages(row, version === 2)])
        log.write(startUs + index * 1_000, { id, crcExtra, payload }, { version });
    }
    return { bytes: log.bytes(), seen: rows.length * (version === 1 ? 13 : 15) };
  };

const px4: WriteFigures = (rows) => {
  const log = new UlogWriter(1_000_000);
  const topics = {
    vehicle_status: 'uint8_t arming_state;',
    sensor_gps:
      'float eph;float epv;float s_variance_m_s;float hdop;float noise_per_ms;uint8_t fix_type;uint8_t satellites_used;uint8_t jamming_indicator;',
    estimator_status: 'float mag_test_ratio;float vel_test_ratio;float[3] vibe;',
    battery_status: 'float voltage_v;float remaining;float temperature;bool connected;',
    vehicle_imu_status: 'float accel_vibration_metric;',
    system_power: 'float voltage5v_v;',
    esc_status: 'uint8_t esc_count;esc_report[2] esc;',
  };
  log.format('esc_report:float esc_rpm;float esc_temperature;');
  for (const [id, [name, fields]] of Object.entries(topics).entries()) {
    log.format(`${name}:uint64_t timestamp;${fields}`);
    log.subscribe(id, 0, name);
  }
  for (const [index, [a, b, c, d, e]] of rows.entries()) {
    const us = 1_000_000 + index * 1_000;
    log.data(0, us, [Uint8Array.of(isOn(a) ? 2 : 1)]);
    log.data(1, us, [a, b, c, d, e, Uint8Array.of(byteOf(b), byteOf(c), byteOf(d))]);
    log.data(2, us, [a, b, c, d, e]);
    log.data(3, us, [a, b, c, isOn(d)]);
    log.data(4, us, [e]);
    log.data(5, us, [a]);
    log.data(6, us, [Uint8Array.of(2), a, b, c, d]);
  }
  return { bytes: log.bytes(), seen: rows.length * (7 + 3 + 3 + 1 + 1 + 4) };
};

const logs = { dataflash, 'tlog of MAVLink 1': tlog(1), 'tlog of MAVLink 2': tlog(2), 'ulog of PX4': px4 };

describe('each value of a flight is a figure or left out for a named reason', () => {
  test.each(Object.entries(logs))('in %s', expectAllAccountedFor);
});
