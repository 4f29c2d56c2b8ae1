import { attitudeInterpreter } from './attitude.ts';
import { batteryInterpreter } from './battery.ts';
import { estimatorInterpreter } from './estimator.ts';
import { gpsInterpreter } from './gps.ts';
import { heartbeatInterpreter } from './heartbeat.ts';
import type { MavlinkInterpreter, MavlinkSource } from './interpreter.ts';
import { signalInterpreter } from './signals.ts';
import { textInterpreter } from './status-text.ts';
import { powerInterpreter, statusInterpreter } from './system-status.ts';
import { interpretVersions } from './versions.ts';
import { vibrationInterpreter } from './vibration.ts';

/** By message name (https://mavlink.io/en/messages/common.html); a new interpreter for each topic. */
const interpreters: Readonly<Record<string, (source: MavlinkSource) => MavlinkInterpreter>> = {
  HEARTBEAT: heartbeatInterpreter,
  SYS_STATUS: statusInterpreter,
  STATUSTEXT: textInterpreter,
  GPS_RAW_INT: gpsInterpreter,
  GPS2_RAW: gpsInterpreter,
  BATTERY_STATUS: batteryInterpreter,
  ATTITUDE: attitudeInterpreter,
  VIBRATION: vibrationInterpreter,
  EKF_STATUS_REPORT: estimatorInterpreter,
  ESTIMATOR_STATUS: estimatorInterpreter,
  POWER_STATUS: powerInterpreter,
  AUTOPILOT_VERSION: () => interpretVersions,
};

export function mavlinkInterpreter(
  messageName: string,
  source: MavlinkSource,
): MavlinkInterpreter | undefined {
  const create = Object.hasOwn(interpreters, messageName) ? interpreters[messageName] : undefined;
  return create?.(source) ?? signalInterpreter(messageName);
}
