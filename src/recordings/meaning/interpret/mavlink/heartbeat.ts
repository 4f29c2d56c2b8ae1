import { modeText, type VehicleKind } from '../ardupilot/vehicle-info.ts';
import { Onsets } from '../onsets.ts';
import { autopilots, type MavlinkInterpreter, type MavlinkSource } from './interpreter.ts';

/** MAV_MODE_FLAG_SAFETY_ARMED. */
const armedFlag = 128;

/** MAV_TYPE. */
const kinds: Record<number, VehicleKind> = {
  1: 'plane',
  2: 'copter',
  3: 'copter',
  4: 'copter',
  10: 'rover',
  11: 'rover',
  12: 'sub',
  13: 'copter',
  14: 'copter',
  15: 'copter',
  19: 'plane',
  20: 'plane',
  21: 'plane',
  29: 'copter',
  35: 'copter',
};

/** Main modes of PX4, `px4_custom_mode.h`. */
const px4Modes: Record<number, string> = {
  1: 'Manual',
  2: 'Altitude',
  3: 'Position',
  4: 'Auto',
  5: 'Acro',
  6: 'Offboard',
  7: 'Stabilized',
  8: 'Rattitude',
};

/** MAV_STATE: from the failsafe states on. */
const states: Record<number, { text: string; severity: 'error' | 'critical' }> = {
  5: { text: 'system critical', severity: 'error' },
  6: { text: 'system emergency', severity: 'critical' },
  8: { text: 'flight termination', severity: 'critical' },
};

/** HEARTBEAT: mode, whether motors are armed, and the state of the system. */
export function heartbeatInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const onsets = new Onsets('failsafe');
  let modeBefore: string | undefined;
  let wasArmed: boolean | undefined;
  let statusBefore: number | undefined;
  return (fields, place, findings) => {
    const autopilot = fields.number('autopilot');
    // Ground stations, cameras and gimbals have no flight mode to report.
    if (autopilot === autopilots.none) return;
    source.autopilot = autopilot;
    source.kind = autopilot === autopilots.ardupilot ? kinds[fields.number('type')] : undefined;
    source.mode = fields.number('custom_mode');
    const mode = modeOf(source, source.mode);
    if (mode !== modeBefore && modeBefore !== undefined) {
      const text = `Mode changed from ${modeBefore} to ${mode}`;
      findings.log({ severity: 'info', source: sourceText(source), text }, place);
    }
    modeBefore = mode;
    const isArmed = (fields.number('base_mode') & armedFlag) !== 0;
    source.armed = isArmed;
    source.heartbeat = { ...place };
    if (wasArmed !== undefined && isArmed !== wasArmed) {
      const text = isArmed ? 'Armed' : 'Disarmed';
      findings.log({ severity: 'info', source: sourceText(source), text }, place);
    }
    wasArmed = isArmed;
    const status = fields.number('system_status');
    for (const [value, { text, severity }] of Object.entries(states)) {
      const describe = () => {
        const message = `The controller reports: ${text} (system status ${status}), in ${mode}.`;
        return { code: text, severity, message };
      };
      // While a vehicle starts, its failsafes act for a moment.
      const lasts = isArmed || statusBefore === status;
      onsets.note(lasts && status === Number(value), text, describe, place, findings);
    }
    statusBefore = status;
  };
}

function modeOf({ autopilot, kind }: MavlinkSource, customMode: number): string {
  if (autopilot === autopilots.px4) return px4Modes[(customMode >> 16) & 0xff] ?? `mode ${customMode}`;
  return modeText(kind, customMode);
}

function sourceText({ system, component }: MavlinkSource): string {
  return `${system}/${component}`;
}
