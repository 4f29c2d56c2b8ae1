/** Kinds of vehicles, each of which numbers its modes differently. */
export type VehicleKind = 'copter' | 'plane' | 'rover' | 'sub';

/** Information about the vehicle from the messages of one log so far. */
export interface VehicleInfo {
  kind: VehicleKind | undefined;
  /** Values by name. */
  parameters: Map<string, number>;
  /** Receivers without a position, by the part after `GPS` in the names of their topics. */
  withoutFix: Set<string>;
  /** Whether the motors are armed, by the events; undefined before one says so. */
  armed?: boolean;
  /** Whether the message before said that it was armed although it was so already. */
  rearmed?: boolean;
  /** The number of the mode that it flies in. */
  mode?: number;
}

/** By the first word of the firmware's name, e.g. `ArduCopter V4.5.1`, `APM:Copter V3.4` until 2018. */
const kinds: readonly [firmware: RegExp, kind: VehicleKind][] = [
  [/^(Ardu|APM:)?(Copter|Heli)/i, 'copter'],
  [/^(Ardu|APM:)?Plane/i, 'plane'],
  [/^(Ardu|APM:?)?Rover|^Blimp/i, 'rover'],
  [/^(Ardu|APM:)?Sub/i, 'sub'],
];

export function vehicleKind(firmware: string): VehicleKind | undefined {
  return kinds.find(([pattern]) => pattern.test(firmware))?.[1];
}

/** `custom_mode` of HEARTBEAT and the number in MODE messages, ArduPilot's `mode.h` of each vehicle. */
const modes: Record<VehicleKind, Record<number, string>> = {
  copter: {
    0: 'Stabilize',
    1: 'Acro',
    2: 'AltHold',
    3: 'Auto',
    4: 'Guided',
    5: 'Loiter',
    6: 'RTL',
    7: 'Circle',
    9: 'Land',
    11: 'Drift',
    13: 'Sport',
    14: 'Flip',
    15: 'AutoTune',
    16: 'PosHold',
    17: 'Brake',
    18: 'Throw',
    19: 'Avoid ADSB',
    20: 'Guided NoGPS',
    21: 'Smart RTL',
    22: 'FlowHold',
    23: 'Follow',
    24: 'ZigZag',
    25: 'SystemID',
    26: 'Autorotate',
    27: 'Auto RTL',
  },
  plane: {
    0: 'Manual',
    1: 'Circle',
    2: 'Stabilize',
    3: 'Training',
    4: 'Acro',
    5: 'FBWA',
    6: 'FBWB',
    7: 'Cruise',
    8: 'AutoTune',
    10: 'Auto',
    11: 'RTL',
    12: 'Loiter',
    13: 'Takeoff',
    14: 'Avoid ADSB',
    15: 'Guided',
    16: 'Initialising',
    17: 'QStabilize',
    18: 'QHover',
    19: 'QLoiter',
    20: 'QLand',
    21: 'QRTL',
    22: 'QAutoTune',
    23: 'QAcro',
    24: 'Thermal',
    25: 'Loiter to QLand',
  },
  rover: {
    0: 'Manual',
    1: 'Acro',
    3: 'Steering',
    4: 'Hold',
    5: 'Loiter',
    6: 'Follow',
    7: 'Simple',
    10: 'Auto',
    11: 'RTL',
    12: 'Smart RTL',
    15: 'Guided',
    16: 'Initialising',
  },
  sub: {
    0: 'Stabilize',
    1: 'Acro',
    2: 'AltHold',
    3: 'Auto',
    4: 'Guided',
    7: 'Circle',
    9: 'Surface',
    16: 'PosHold',
    19: 'Manual',
  },
};

/** Modes of a copter in which it turns over on purpose: Acro, Flip, Throw. */
const acrobatic: ReadonlySet<number> = new Set([1, 14, 18]);
/** Modes in which a plane hovers on its rotors: QStabilize to QAutoTune. */
const hovering = { first: 17, last: 22 } as const;

type Flown = Pick<VehicleInfo, 'armed' | 'kind' | 'mode'>;

/** Whether the vehicle hangs on its rotors, with its attitude controlled: a copter, or a plane in a mode that hovers. */
export function hovers({ armed, kind, mode = -1 }: Flown): boolean {
  return (
    armed === true &&
    (kind === 'copter' || (kind === 'plane' && mode >= hovering.first && mode <= hovering.last))
  );
}

/** Whether a vehicle that hovers turns over on purpose. */
export function turnsOver({ kind, mode = -1 }: Flown): boolean {
  return kind === 'copter' && acrobatic.has(mode);
}

/** The vehicle's name of a mode; its number if that is unknown. */
export function modeText(kind: VehicleKind | undefined, mode: number): string {
  return (kind && modes[kind][mode]) ?? `mode ${mode}`;
}
