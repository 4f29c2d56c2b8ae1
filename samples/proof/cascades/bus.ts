import type { CanEvent, SampleFrame, TimedFrame } from '../../can/can-event.ts';
import { type Address, exchange } from '../../can/segment.ts';
import { writeCandump } from '../../candump/write-candump.ts';
import { type BusFaults, driveSeconds } from './cascade.ts';
import { timeOf } from './computer.ts';

const tester: Address = { id: 0x7e0, extended: false };
const engine: Address = { id: 0x7e8, extended: false };
const bus = 1;
const identifiers = [0x0c9, 0x1a1, 0x3e9, 0x4c1];
const hertz = 20;
/** The tester reads the trouble codes that often, in seconds. */
const readEvery = 10;

/** A candump log of the drive; its clock is `ahead` seconds ahead. */
export function busRecording(faults: BusFaults, ahead: number): Uint8Array {
  const frames = [...broadcasts(faults), ...readings(faults), ...measurements(faults)].map(
    ({ at, ...frame }): SampleFrame => ({ ...frame, bus, timeNs: timeOf(at, ahead) }),
  );
  const errors = errorsFrom(faults).map((event) => ({ ...event, timeNs: timeOf(event.at, ahead) }));
  const events: CanEvent[] = [...frames, ...errors.map(({ timeNs, error }) => ({ timeNs, bus, error }))];
  return writeCandump(events.sort((a, b) => Number(a.timeNs - b.timeNs)));
}

function broadcasts({ silence }: BusFaults): TimedFrame[] {
  return Array.from({ length: driveSeconds * hertz }, (_, i) => i / hertz).flatMap((at, count) =>
    identifiers
      .filter((id) => id !== identifiers[1] || silence === undefined || at < silence)
      .map(
        (id, i): TimedFrame => ({
          at: at + i * 0.001,
          id,
          extended: false,
          data: Uint8Array.of(0x84, count & 0xff, id & 0xff, 0x10, 0, 0, 0, 0),
        }),
      ),
  );
}

/** SAE J1979, mode 03. */
function readings({ lost, mixture }: BusFaults): TimedFrame[] {
  return Array.from({ length: driveSeconds / readEvery }, (_, i) => (i + 0.5) * readEvery).flatMap((at) => {
    const codes = [
      ...(mixture ? [0x01, 0x71] : []),
      ...(lost !== undefined && at >= lost ? [0xc1, 0x00] : []),
    ];
    return exchange(at, [tester, engine], [0x03], [0x43, codes.length / 2, ...codes]);
  });
}

/** SAE J1979, mode 01: engine speed in quarters of 1/min and supply in mV, twice a second. */
function measurements({ cranking }: BusFaults): TimedFrame[] {
  if (cranking === undefined) return [];
  return Array.from({ length: driveSeconds * 2 }, (_, i) => i / 2 + 0.2).flatMap((at) => {
    const [rpm, supply] = engineAt(at, cranking);
    const speed = rpm * 4;
    const answer = [0x41, 0x0c, speed >> 8, speed & 0xff, 0x42, supply >> 8, supply & 0xff];
    return exchange(at, [tester, engine], [0x01, 0x0c, 0x42], answer);
  });
}

/** Speed in 1/min, and the supply in mV. */
function engineAt(at: number, cranking: number): [rpm: number, supply: number] {
  if (at < cranking) return [0, 12_400];
  return at < cranking + 3 ? [180, 8_000] : [900, 14_100];
}

function errorsFrom({ errors }: BusFaults) {
  if (errors === undefined) return [];
  const sequence = [...Array<'error frame'>(40).fill('error frame'), 'error passive', 'bus off'] as const;
  return sequence.map((error, i) => ({ at: errors + i * 0.005, error }));
}
