import type { VehicleState } from '../vehicle.ts';
import type { TimedFrame } from './can-event.ts';
import { type Address, exchange } from './segment.ts';

const functional: Address = { id: 0x7df, extended: false };
const engineRequest: Address = { id: 0x7e0, extended: false };
const engine: Address = { id: 0x7e8, extended: false };
const toCluster: Address = { id: 0x714, extended: false };
const cluster: Address = { id: 0x77e, extended: false };
const toGateway: Address = { id: 0x18da10f1, extended: true };
const gateway: Address = { id: 0x18daf110, extended: true };

export const sampleVin = '1A9ARGUS6SAMPLE01';

/**
 * SAE J1979: one parameter of mode 01 as request and response; the parameters alternate. `cleared`: the monitors of catalyst
 * and oxygen sensors have not run since the codes were cleared.
 */
export function obdPoll(
  at: number,
  index: number,
  state: VehicleState,
  misfiring: boolean,
  engineRpm = 800 + state.speed * 90,
  cleared = false,
): TimedFrame[] {
  const rpm = Math.round(engineRpm * 4);
  const parameters: [pid: number, value: number[]][] = [
    [0x0c, [rpm >> 8, rpm & 0xff]],
    [0x0d, [Math.round(state.speed * 3.6)]],
    [0x04, [Math.round((20 + state.speed * 2) * 2.55)]],
    [0x05, [Math.round(88 + state.temperature / 20) + 40]],
    [0x0f, [31 + 40]],
    [0x2f, [Math.round(state.battery * 2.55)]],
    [0x42, [Math.round(state.voltage * 1000) >> 8, Math.round(state.voltage * 1000) & 0xff]],
    [0x5c, [96 + 40]],
    [0x01, [misfiring ? 0x82 : 0x00, 0x07, 0x65, cleared ? 0x21 : 0x00]],
  ];
  const [pid, value] = parameters[index % parameters.length] as (typeof parameters)[number];
  return exchange(at, [functional, engine], [0x01, pid], [0x41, pid, ...value]);
}

/** SAE J1979, mode 09: VIN, calibration id and name of the engine's ECU. */
export function obdIdentity(at: number): TimedFrame[] {
  const answers: [infoType: number, text: Buffer][] = [
    [0x02, Buffer.from(sampleVin)],
    [0x04, Buffer.from('SAMPLE-CAL-0042'.padEnd(16, '\0'))],
    [0x0a, Buffer.from('ECM\0-EngineControl'.padEnd(20, '\0'))],
  ];
  return answers.flatMap(([infoType, text], index) =>
    exchange(at + index * 0.2, [engineRequest, engine], [0x09, infoType], [0x49, infoType, 1, ...text]),
  );
}

/** SAE J1979, modes 03, 07 and 0A; with a misfire P0301 is stored and permanent, P0171 pending. */
export function obdTroubleCodes(at: number, misfiring: boolean): TimedFrame[] {
  const codes: [mode: number, dtcs: number[]][] = [
    [0x03, misfiring ? [0x03, 0x01, 0x04, 0x20, 0xc1, 0x00] : []],
    [0x07, misfiring ? [0x01, 0x71] : []],
    [0x0a, misfiring ? [0x03, 0x01] : []],
  ];
  return codes.flatMap(([mode, dtcs], index) =>
    exchange(at + index * 0.1, [engineRequest, engine], [mode], [mode + 0x40, dtcs.length / 2, ...dtcs]),
  );
}

/** ISO 14229-1 with a cluster on identifiers of its own, and with a gateway on normal fixed addresses. */
export function udsSession(at: number, lostCommunication: boolean): TimedFrame[] {
  const toEcu = [toCluster, cluster] as const;
  const dtcs = lostCommunication ? [0xc1, 0x00, 0x87, 0x2f, 0xc1, 0x21, 0x00, 0x04] : [];
  return [
    ...exchange(at, toEcu, [0x10, 0x03], [0x50, 0x03, 0x00, 0x32, 0x01, 0xf4]),
    ...exchange(at + 0.1, toEcu, [0x22, 0xf1, 0x90], [0x62, 0xf1, 0x90, ...Buffer.from(sampleVin)]),
    ...exchange(at + 0.2, toEcu, [0x22, 0xf1, 0x89], [0x62, 0xf1, 0x89, ...Buffer.from('0411')]),
    ...exchange(at + 0.3, toEcu, [0x19, 0x02, 0xff], [0x59, 0x02, 0xff, ...dtcs]),
    ...exchange(at + 0.4, toEcu, [0x27, 0x01], [0x7f, 0x27, 0x37]),
    ...exchange(
      at + 0.5,
      [toGateway, gateway],
      [0x22, 0xf1, 0x95],
      [0x62, 0xf1, 0x95, ...Buffer.from('GW-2.7.1')],
    ),
  ];
}

/** Ordinary frames of a car, which must not be interpreted as diagnostics. */
export function carBroadcast(at: number, index: number, state: VehicleState): TimedFrame[] {
  const speed = Math.round(state.speed * 360);
  const frame = (id: number, ...bytes: number[]): TimedFrame => ({
    at,
    id,
    extended: false,
    data: Uint8Array.from(bytes),
  });
  return [
    frame(0x0c9, 0x84, index & 0xff, speed >> 8, speed & 0xff, 0, 0, 0x10, 0),
    frame(0x1a1, 0x30, index & 0xf, 0x59, 0x02, 0xff, Math.round(state.voltage * 10), 0),
    frame(0x3e9, speed >> 8, speed & 0xff, 0x41, 0x0c),
    frame(0x4c1, 0x02, 0x3e, index & 0xff, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa),
    frame(0x620, 0x03, 0x7f, 0x22, index & 0x3f, 0, 0, 0, 0),
    frame(0x6b1, 0x10, 0x14, 0x62, 0xf1, 0x90, index & 0xff, 0x31, 0x32),
  ];
}
