import { attitudeInterpreter, compassInterpreter } from './attitude.ts';
import { batteryInterpreter, interpretCells, interpretEscs } from './battery.ts';
import { estimatorInterpreter } from './estimator.ts';
import {
  armingInterpreter,
  eventInterpreter,
  interpretErrors,
  modeInterpreter,
  statusInterpreter,
} from './events.ts';
import { accuracyInterpreter, gpsInterpreter, interpretJamming } from './gps.ts';
import { barometerInterpreter } from './health.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import { motorsInterpreter } from './motors.ts';
import {
  dropInterpreter,
  interpretController,
  interpretPower,
  performanceInterpreter,
} from './performance.ts';
import { messageInterpreter, parameterInterpreter, versionInterpreter } from './texts.ts';
import type { VehicleInfo } from './vehicle-info.ts';
import { vibrationInterpreter } from './vibration.ts';

const plain = (interpret: ArduPilotInterpreter) => () => interpret;

/**
 * By the name of the message (https://ardupilot.org/copter/docs/logmessages.html); before 4.1 further devices had
 * names with a number. One interpreter for each topic.
 */
const interpreters: readonly [names: RegExp, create: (vehicle: VehicleInfo) => ArduPilotInterpreter][] = [
  [/^(BAT[2-9]?|CURR?[2-9]?)$/, batteryInterpreter],
  [/^BCL[2-9]?$/, plain(interpretCells)],
  [/^ESC[1-8]?$/, plain(interpretEscs)],
  [/^GPS[2B]?$/, gpsInterpreter],
  [/^GPA[2B]?$/, accuracyInterpreter],
  [/^UB[XY]1$/, plain(interpretJamming)],
  [/^([NX]KF4|[NX]KF9|EKF4)$/, estimatorInterpreter],
  [/^VIBE$/, vibrationInterpreter],
  [/^ERR$/, plain(interpretErrors)],
  [/^EV$/, eventInterpreter],
  [/^ARM$/, armingInterpreter],
  [/^STAT$/, statusInterpreter],
  [/^MAG[23]?$/, compassInterpreter],
  [/^ATT$/, attitudeInterpreter],
  [/^BAR[O2-3]$/, barometerInterpreter],
  [/^RCOU$/, motorsInterpreter],
  [/^MODE$/, modeInterpreter],
  [/^PM$/, performanceInterpreter],
  [/^DSF$/, dropInterpreter],
  [/^POWR$/, plain(interpretPower)],
  [/^MCU$/, plain(interpretController)],
  [/^MSG$/, messageInterpreter],
  [/^PARM$/, parameterInterpreter],
  [/^VER$/, versionInterpreter],
];

export function interpreterOf(messageName: string, vehicle: VehicleInfo): ArduPilotInterpreter | undefined {
  return interpreters.find(([names]) => names.test(messageName))?.[1](vehicle);
}
