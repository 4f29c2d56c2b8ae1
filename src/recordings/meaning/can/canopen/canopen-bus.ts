import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import type { FrameHandler } from '../can-frame.ts';
import type { CanIdentifier } from '../can-identifier.ts';
import { placeOf } from '../can-message.ts';
import { emergencyName } from './emergency-names.ts';

/** CiA 301, 7.3.5, predefined connection set: 0x80 and 0x700, each plus the number of the node, 1 to 127. */
const emergencyBase = 0x080;
const heartbeatBase = 0x700;
const mostNodes = 127;
/**
 * CiA 301, 7.2.8.3.2: boot-up, stopped, operational, pre-operational; of a node that is guarded instead of sending heartbeats,
 * bit 7 changes from answer to answer.
 */
const states = new Set([0x00, 0x04, 0x05, 0x7f, 0x84, 0x85, 0xff]);
/** Heartbeats from which a bus is taken for one of CANopen: nothing else sends single bytes of these values there. */
const sufficient = 2;
/** Emergencies kept until that is known. */
const mostWaiting = 100;
/** Bit 0 of the error register, "generic error": set with any other. */
const anyError = 0x01;

interface Emergency {
  node: number;
  code: number;
  register: number;
  place: Place;
  nameType: CanIdentifier['nameType'];
}

/** Emergencies of CANopen on one bus, of nodes that keep to the predefined identifiers. */
export class CanopenBus {
  readonly #findings: Findings;
  readonly #waiting: Emergency[] = [];
  #heartbeats = 0;
  #refuted = false;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  handlers({ id, extended, topic, named, nameType }: CanIdentifier): readonly FrameHandler[] {
    if (extended) return [];
    const heart = id - heartbeatBase;
    if (heart >= 1 && heart <= mostNodes)
      return [(_high, _low, data, start, length) => this.#heartbeat(data, start, length)];
    const node = id - emergencyBase;
    if (node < 1 || node > mostNodes) return [];
    let isEmergency = true;
    return [
      (high, low, data, start, length, offset) => {
        if (!isEmergency || this.#refuted) return;
        const code = (data[start] as number) | ((data[start + 1] as number) << 8);
        const register = data[start + 2] as number;
        isEmergency = length === 8 && isConsistent(code, register);
        if (!isEmergency || code === 0) return;
        const place = placeOf({ high, low, offset }, topic);
        this.#tell({ node, code, register, place, nameType: named ? undefined : nameType });
      },
    ];
  }

  #heartbeat(data: Uint8Array, start: number, length: number): void {
    if (length !== 1 || !states.has(data[start] as number)) {
      this.#refuted = true;
      return;
    }
    this.#heartbeats += 1;
    if (this.#heartbeats === sufficient && !this.#refuted)
      for (const emergency of this.#waiting.splice(0)) this.#report(emergency);
  }

  #tell(emergency: Emergency): void {
    if (this.#heartbeats >= sufficient) this.#report(emergency);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(emergency);
  }

  #report({ node, code, register, place, nameType }: Emergency): void {
    nameType?.('CANopen emergency');
    const number = `0x${hex(code, 4)}`;
    const name = emergencyName(code);
    this.#findings.code(
      {
        code: `CANopen node ${node}: emergency ${number}`,
        source: 'diagnostics',
        severity: 'error',
        message: `Emergency ${number}${name === undefined ? '' : ` (${name})`}, error register 0x${hex(register, 2)}.`,
      },
      place,
    );
  }
}

function isConsistent(code: number, register: number): boolean {
  return code === 0 ? register === 0 : emergencyName(code) !== undefined && (register & anyError) !== 0;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
