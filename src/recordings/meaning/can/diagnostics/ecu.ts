import type { CanIdentifier } from '../can-identifier.ts';

/** The control unit that responds, as messages and versions name it. */
export interface Ecu {
  /** `ECU 0x7E8 on CAN 1`. */
  name: string;
  /** That of the identifier it sends on: `CAN 1 0x7E8`. */
  topic: string;
}

export function ecuOf({ bus, topic }: CanIdentifier): Ecu {
  return { name: `ECU ${topic.slice(bus.length + 1)} on ${bus}`, topic };
}
