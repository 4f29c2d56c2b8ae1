import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import type { NamedEvent } from './event-definitions.ts';

/** Returns a numeric field of the logged message (an element of it, if it is an array), NaN if there is none. */
export interface FieldReader {
  (name: string, index?: number): number;
  /** The same, but undefined if there is none. */
  value(name: string, index?: number): number | undefined;
}

export function fieldReader(value: FieldReader['value']): FieldReader {
  return Object.assign((name: string, index?: number) => value(name, index) ?? Number.NaN, { value });
}

/** The log's own definitions of events, if it contains them. */
export type EventNames = (id: number, bytes: Uint8Array) => NamedEvent | undefined;

/** Called for each event that is reported. */
export type NoteEvent = (timeNs: bigint) => void;

/** What the interpreters of one log share. */
export interface Px4Vehicle {
  named: EventNames;
  noteEvent?: NoteEvent;
  /** Whether the motors are armed, as vehicle_status said last; undefined before it does. */
  armed: boolean | undefined;
  /** Whether it hovers on its motors, so that it has no reserve when one is at its limit. */
  rotary?: boolean;
  /** Whether it is flown by rates, so that it may turn over. */
  acrobatic?: boolean;
  /** The attitude that the controller wants, as a quaternion, and since when. */
  setpoint?: { q: Quaternion; timeNs: bigint };
}

export type Quaternion = readonly [w: number, x: number, y: number, z: number];

/** Reads one subscription's messages in order: some of them are only meaningful as changes. */
export type Px4Interpreter = (field: FieldReader, place: Place, findings: Findings) => void;
