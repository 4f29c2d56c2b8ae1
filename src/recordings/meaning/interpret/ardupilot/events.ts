import type { Severity } from '../../../../domain/severity.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import { modeText, type VehicleInfo } from './vehicle-info.ts';

interface Subsystem {
  name: string;
  isFailsafe?: true;
  severity: Severity;
  /** Meanings of its codes, in addition to the common ones. */
  codes?: Record<number, string>;
}

/** LogErrorSubsystem and LogErrorCode of ArduPilot's `AP_Logger.h`. */
const subsystems: Record<number, Subsystem> = {
  1: { name: 'main', severity: 'error', codes: { 1: 'inertial sensors late' } },
  2: { name: 'radio', severity: 'error', codes: { 2: 'no new frame' } },
  3: { name: 'compass', severity: 'error' },
  4: { name: 'optical flow', severity: 'error' },
  5: { name: 'radio', isFailsafe: true, severity: 'error' },
  6: { name: 'battery', isFailsafe: true, severity: 'error' },
  7: { name: 'GPS', isFailsafe: true, severity: 'error' },
  8: { name: 'ground station', isFailsafe: true, severity: 'error' },
  9: { name: 'fence', isFailsafe: true, severity: 'error' },
  10: { name: 'flight mode', severity: 'warning' },
  // Told as critical by the vehicle itself (`events.cpp`, `AP_Arming`).
  11: { name: 'GPS', severity: 'error', codes: { 2: 'glitch' } },
  12: { name: 'crash check', severity: 'critical', codes: { 1: 'crash', 2: 'loss of control' } },
  13: { name: 'flip', severity: 'warning', codes: { 2: 'abandoned' } },
  14: { name: 'autotune', severity: 'warning' },
  15: { name: 'parachute', severity: 'error', codes: { 2: 'too low', 3: 'landed' } },
  16: { name: 'EKF check', severity: 'error', codes: { 2: 'bad variance' } },
  17: { name: 'EKF', isFailsafe: true, severity: 'error' },
  18: { name: 'barometer', severity: 'error', codes: { 2: 'glitch', 3: 'bad depth' } },
  19: { name: 'CPU', isFailsafe: true, severity: 'critical' },
  20: { name: 'ADS-B', isFailsafe: true, severity: 'error' },
  21: { name: 'terrain', severity: 'warning', codes: { 2: 'missing data' } },
  22: {
    name: 'navigation',
    severity: 'warning',
    codes: {
      2: 'destination not set',
      3: 'return restarted',
      4: 'circle not begun',
      5: 'destination outside of the fence',
      6: 'no rangefinder for the return',
    },
  },
  23: { name: 'terrain', isFailsafe: true, severity: 'error' },
  24: { name: 'EKF primary changed', severity: 'warning' },
  25: { name: 'thrust loss', severity: 'critical' },
  26: { name: 'sensors', isFailsafe: true, severity: 'error' },
  27: { name: 'leak', isFailsafe: true, severity: 'critical' },
  // Told with "Lost manual control" by submarines, with the code of a failsafe.
  28: { name: 'pilot input', isFailsafe: true, severity: 'error' },
  29: { name: 'vibration', isFailsafe: true, severity: 'error' },
};

const generalCodes: Record<number, string> = { 1: 'failed to initialise', 4: 'unhealthy' };

/** Subsystems for which code 0 does not mean "resolved". */
const numbered = new Set([10, 24]);

export const interpretErrors: ArduPilotInterpreter = (fields, place, findings) => {
  const [id, code] = [fields.number('Subsys'), fields.number('ECode')];
  const { name, isFailsafe, severity, codes } = subsystems[id] ?? {
    name: `subsystem ${id}`,
    severity: 'error',
  };
  const what = isFailsafe ? `${name} failsafe` : name;
  if (code === 0 && !numbered.has(id)) {
    findings.log({ severity: 'info', source: 'ERR', text: `Resolved: ${what}` }, place);
    return;
  }
  const detail = codes?.[code] ?? (isFailsafe ? undefined : generalCodes[code]) ?? `code ${code}`;
  const text = isFailsafe ? what : `${what}: ${detail}`;
  const message = `The controller reported: ${text} (subsystem ${id}, code ${code}).`;
  findings.log({ severity, source: 'ERR', text }, place);
  findings.code({ code: text, source: isFailsafe ? 'failsafe' : 'diagnostics', severity, message }, place);
};

/** LogEvent of ArduPilot's `AP_Logger.h`. */
const events: Record<number, string> = {
  10: 'armed',
  11: 'disarmed',
  15: 'armed automatically',
  17: 'maybe landed',
  18: 'landed',
  19: 'GPS lost',
  21: 'flip begun',
  22: 'flip ended',
  25: 'home set',
  28: 'not landed',
  30: 'autotune begun',
  31: 'autotune off',
  33: 'autotune succeeded',
  34: 'autotune failed',
  35: 'autotune reached its limit',
  41: 'fence enabled',
  42: 'fence disabled',
  46: 'gripper closed',
  47: 'gripper opened',
  49: 'parachute disabled',
  50: 'parachute enabled',
  51: 'parachute released',
  52: 'landing gear deployed',
  53: 'landing gear retracted',
  54: 'motors stopped in an emergency',
  55: 'emergency stop of the motors cleared',
  56: 'motors interlocked',
  57: 'interlock of the motors lifted',
  60: 'EKF altitude reset',
  61: 'landing cancelled by the pilot',
  62: 'EKF yaw reset',
  67: 'primary GPS changed',
  163: 'surfaced',
  164: 'not surfaced',
  165: 'at the bottom',
  166: 'not at the bottom',
};

const [armed, disarmed, armedAutomatically] = [10, 11, 15] as const;

/** Parameters of the checks before arming, and the value with which all of them are made (`AP_Arming.h`). */
const armingChecks: readonly [name: string, all: number][] = [
  ['ARMING_CHECK', 1],
  ['ARMING_SKIPCHK', 0],
];

export function eventInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, place, findings) => {
    const id = fields.number('Id');
    findings.log(
      { severity: 'info', source: 'EV', text: `Event ${id}: ${events[id] ?? 'not named'}` },
      place,
    );
    if (id === disarmed) vehicle.armed = false;
    if (id !== armed && id !== armedAutomatically) return;
    // The logger may have stopped before it wrote that the vehicle was disarmed.
    vehicle.rearmed = id === armed && vehicle.armed === true;
    vehicle.armed = true;
    for (const [name, all] of armingChecks) {
      const value = vehicle.parameters.get(name);
      if (value === undefined || value === all) continue;
      const message = `The vehicle was armed although not all checks before arming were made (${name} ${value}).`;
      findings.code(
        { code: 'armed with checks off', source: 'diagnostics', severity: 'warning', message },
        place,
      );
    }
  };
}

/** ARM, since 4.0, and STAT of planes: the state itself, which a log that begins in flight has too. */
function stateInterpreter(field: string): (vehicle: VehicleInfo) => ArduPilotInterpreter {
  return (vehicle) => (fields) => {
    const state = fields.number(field);
    if (state === 0 || state === 1) vehicle.armed = state === 1;
  };
}
export const armingInterpreter = stateInterpreter('ArmState');
export const statusInterpreter = stateInterpreter('Armed');

/** ModeReason of ArduPilot's `ModeReason.h`; only changes that nobody requested. */
const failures: Record<number, string> = {
  3: 'radio failsafe',
  4: 'battery failsafe',
  5: 'ground station failsafe',
  6: 'EKF failsafe',
  7: 'GPS glitch',
  10: 'fence breached',
  11: 'terrain failsafe',
  14: 'avoidance',
  17: 'termination',
  19: 'crash failsafe',
  23: 'failed transition of a VTOL',
  24: 'failed take-off of a VTOL',
  25: 'failsafe',
  28: 'bad depth',
  29: 'leak failsafe',
};

export function modeInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, place, findings) => {
    vehicle.mode = fields.number('ModeNum') || fields.number('Mode') || 0;
    const mode = modeText(vehicle.kind, vehicle.mode);
    const reason = failures[fields.number('Rsn')];
    const text = `Mode changed to ${mode}${reason ? `: ${reason}` : ''}`;
    findings.log({ severity: reason ? 'warning' : 'info', source: 'MODE', text }, place);
    if (!reason?.includes('failsafe')) return;
    const message = `The controller changed to ${mode}: ${reason}.`;
    findings.code({ code: reason, source: 'failsafe', severity: 'error', message }, place);
  };
}
