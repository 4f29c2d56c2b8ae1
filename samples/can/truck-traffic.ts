import type { VehicleState } from '../vehicle.ts';
import type { TimedFrame } from './can-event.ts';
import type { CanFault } from './can-faults.ts';
import { sampleVin } from './car-traffic.ts';
import { broadcastAnnounce, j1939Frame, requestToSend } from './segment.ts';

const engine = 0x00;
const brakes = 0x0b;
const cluster = 0x17;
const serviceTool = 0xf9;
const all = 0xff;

/** Parameter groups sent every 20 ms: EEC1 and a proprietary one. */
export function truckFast(at: number, index: number, state: VehicleState): TimedFrame[] {
  const rpm = Math.round((600 + state.speed * 55) * 8);
  return [
    j1939Frame(at, 0xf004, engine, all, [0xf0, 0xff, 0x9b, rpm & 0xff, rpm >> 8, 0xff, 0xff, 0xff], 3),
    j1939Frame(at + 0.001, 0xff21, brakes, all, [index & 0xff, 0, 1, 2, 3, 4, 5, 6], 6),
  ];
}

/** Parameter groups sent every 100 ms: EEC2 and CCVS. */
export function truckMedium(at: number, state: VehicleState): TimedFrame[] {
  const speed = Math.round(state.speed * 3.6 * 256);
  return [
    j1939Frame(
      at,
      0xf003,
      engine,
      all,
      [0xff, 0x52, Math.round(20 + state.speed * 2), 0xff, 0xff, 0xff, 0xff, 0xff],
      3,
    ),
    j1939Frame(
      at + 0.001,
      0xfef1,
      brakes,
      all,
      [0xff, speed & 0xff, speed >> 8, 0xff, 0xff, 0xff, 0xff, 0xff],
      6,
    ),
  ];
}

/** Parameter groups sent every second: ET1, VEP1, DD1, HOURS, AMB. */
export function truckSlow(at: number, state: VehicleState, overheating: boolean): TimedFrame[] {
  const coolant = overheating ? 118 : 84;
  const volts = Math.round(state.voltage * 2 * 20);
  const hours = Math.round((12_345.6 + at / 3600) * 20);
  const none = 0xff;
  return [
    j1939Frame(at, 0xfeee, engine, all, [coolant + 40, none, 0xff, 0x2e, none, none, none, none], 6),
    j1939Frame(at, 0xfef7, engine, all, [none, none, none, none, volts & 0xff, volts >> 8, none, none], 6),
    j1939Frame(
      at,
      0xfefc,
      cluster,
      all,
      [none, Math.round(state.battery * 2.5), none, none, none, none, none, none],
      6,
    ),
    j1939Frame(
      at,
      0xfee5,
      engine,
      all,
      [hours & 0xff, (hours >> 8) & 0xff, hours >> 16, 0, none, none, none, none],
      6,
    ),
    j1939Frame(at, 0xfef5, engine, all, [none, none, none, 0x00, 0x25, none, none, none], 6),
  ];
}

/** SAE J1939-73, 5.7.1: two bits per lamp, 01 is on. */
const lamps = { amberWarning: 0x04, redStop: 0x10 };

/**
 * SAE J1939-73, 5.7.1: DM1 once a second. When overheating: SPN 110 FMI 0 with the red stop lamp and SPN 111 FMI 1,
 * which need a broadcast of several packets.
 */
export function truckFaults(at: number, has: (fault: CanFault) => boolean): TimedFrame[] {
  const none = [0, 0, 0, 0];
  const codes = has('sensor-supply') ? spn(1043, 2, 126) : none;
  const lit = (has('sensor-supply') ? lamps.amberWarning : 0) | (has('stop-lamp') ? lamps.redStop : 0);
  return [
    ...(has('overheating')
      ? broadcastAnnounce(at, 0xfeca, engine, [lamps.redStop, 0xff, ...spn(110, 0, 3), ...spn(111, 1, 1)])
      : [j1939Frame(at, 0xfeca, engine, all, [0x00, 0xff, ...none, 0xff, 0xff], 6)]),
    j1939Frame(at + 0.5, 0xfeca, brakes, all, [lit, 0xff, ...codes, 0xff, 0xff], 6),
  ];
}

/** VIN and software as broadcasts, DM2 and component identification to the service tool that requested them. */
export function truckIdentity(at: number): TimedFrame[] {
  return [
    ...broadcastAnnounce(at, 0xfeec, engine, Buffer.from(`${sampleVin}*`)),
    ...broadcastAnnounce(at + 0.2, 0xfeda, engine, Uint8Array.of(1, ...Buffer.from('ENG-SW-7.31*'))),
    j1939Frame(at + 0.8, 0xea00, serviceTool, engine, [0xcb, 0xfe, 0x00], 6),
    ...requestToSend(at + 0.82, 0xfecb, engine, serviceTool, [
      0x00,
      0xff,
      ...spn(94, 18, 2),
      ...spn(100, 1, 1),
    ]),
    ...requestToSend(at + 0.9, 0xfeeb, engine, serviceTool, Buffer.from('ARGUS*ENG13*SN0042**')),
  ];
}

/** SAE J1939-73, 5.7.1.11: SPN, FMI and occurrence count, conversion method 0. */
function spn(number: number, fmi: number, count: number): number[] {
  return [number & 0xff, (number >> 8) & 0xff, ((number >> 16) << 5) | fmi, count];
}
