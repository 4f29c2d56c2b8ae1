import type { CanIdentifier } from '../can-identifier.ts';

/** The control unit that responds, as messages and versions name it. */
export interface Ecu {
  /** `ECU 0x7E8 on CAN 1`. */
  name: string;
  /** That of the identifier it sends on: `CAN 1 0x7E8`. */
  topic: string;
  /** The sources of its figures by their labels (`sourceOf`). */
  sources: Map<string, string>;
}

export function ecuOf({ bus, topic }: CanIdentifier): Ecu {
  return { name: `ECU ${topic.slice(bus.length + 1)} on ${bus}`, topic, sources: new Map() };
}

/** `CAN 1 0x7E8 engine oil`, made once for each of the parameters: a new text for each value would have to be hashed. */
export function sourceOf({ topic, sources }: Ecu, label: string): string {
  const known = sources.get(label);
  if (known !== undefined) return known;
  const source = `${topic} ${label}`;
  sources.set(label, source);
  return source;
}
