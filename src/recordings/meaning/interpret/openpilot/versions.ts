import { isVin } from '../../../../domain/vin.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** `DeviceType` of `InitData`. */
const deviceTypes = ['', 'neo', 'chffrAndroid', 'chffrIos', 'tici', 'pc', 'tizi', 'mici'];

/** initData, the first event of a log: the device and its software. */
export const interpretInitData: OpenpilotInterpreter = (event, _, findings) => {
  const init = event.struct(0);
  if (!init) return;
  findings.version('openpilot', init.text(3));
  findings.version('git_branch', init.text(9));
  findings.version('git_commit', init.text(8));
  findings.version('os', init.text(15));
  findings.version('kernel', init.text(12));
  findings.version('device', deviceTypes[init.u16(0)] ?? '');
  findings.version('dongle', init.text(2));
};

/** carParams: the car as openpilot recognised it. */
export const interpretCarParams: OpenpilotInterpreter = (event, _, findings) => {
  const car = event.struct(0);
  if (!car) return;
  findings.version('car', car.text(1));
  const vin = car.text(10);
  // Zeros where the car did not answer.
  if (isVin(vin) && !/^0+$/.test(vin)) findings.version('vin', vin);
};
