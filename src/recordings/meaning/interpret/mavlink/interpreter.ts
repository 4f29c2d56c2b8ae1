import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { VehicleKind } from '../ardupilot/vehicle-info.ts';

/** The fields of one message by their names. */
export interface MavlinkFields {
  /** The number as it was sent; NaN if there is none. `index` counts the elements of an array. */
  number(name: string, index?: number): number;
  /** The same, but undefined if the message has no such number. */
  value(name: string, index?: number): number | undefined;
  /** '' if there is no such text. */
  text(name: string): string;
}

/** A component that sends messages, and its properties known so far. */
export interface MavlinkSource {
  system: number;
  component: number;
  /** MAV_AUTOPILOT of its heartbeat. */
  autopilot: number | undefined;
  kind: VehicleKind | undefined;
  /** Whether it sends SYS_STATUS, which has the level of the first battery. */
  hasStatus: boolean;
  /** Whether its motors are armed, by its heartbeats; undefined before one. */
  armed?: boolean;
  /** `custom_mode` of its heartbeat. */
  mode?: number;
  /** Its last heartbeat. */
  heartbeat?: Place;
}

/** Reads the messages of one topic in order: some of them are only meaningful as changes. */
export type MavlinkInterpreter = (fields: MavlinkFields, place: Place, findings: IdentifyingFindings) => void;

/** MAV_AUTOPILOT. */
export const autopilots = { ardupilot: 3, none: 8, px4: 12 } as const;
