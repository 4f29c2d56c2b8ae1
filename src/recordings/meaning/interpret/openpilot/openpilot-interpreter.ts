import { alertInterpreter, controlsAlert, eventsInterpreter, selfdriveAlert } from './alerts.ts';
import { canInterpreter } from './can-events.ts';
import { carStateInterpreter } from './car-state.ts';
import { deviceStateInterpreter } from './device-state.ts';
import type { OpenpilotDevice, OpenpilotInterpreter } from './interpreter.ts';
import { createLogInterpreters } from './log-messages.ts';
import { pandasInterpreter, peripheralInterpreter } from './pandas.ts';
import { positionInterpreter } from './positions.ts';
import { processesInterpreter } from './processes.ts';
import { interpretCarParams, interpretInitData } from './versions.ts';

/** The interpreters of one recording, by the discriminant of `Event`; the other kinds are counted. */
export function openpilotInterpreters(device: OpenpilotDevice): ReadonlyMap<number, OpenpilotInterpreter> {
  const logs = createLogInterpreters();
  return new Map([
    [0, interpretInitData],
    [4, canInterpreter(device)],
    [5, deviceStateInterpreter()],
    [6, alertInterpreter(device, controlsAlert)],
    [11, pandasInterpreter(device, false)],
    [17, logs.message],
    [20, positionInterpreter()],
    [21, carStateInterpreter()],
    [47, positionInterpreter()],
    [66, eventsInterpreter(device, true)],
    [67, interpretCarParams],
    [76, processesInterpreter()],
    [78, peripheralInterpreter(device)],
    [79, pandasInterpreter(device, true)],
    [83, logs.error],
    [128, alertInterpreter(device, selfdriveAlert)],
    [132, eventsInterpreter(device, false)],
  ]);
}
