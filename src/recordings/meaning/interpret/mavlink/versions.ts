import { releaseText } from '../release-text.ts';
import type { MavlinkInterpreter } from './interpreter.ts';

/** AUTOPILOT_VERSION: versions packed as 0xAABBCCTT, 0 if there is none. */
export const interpretVersions: MavlinkInterpreter = (fields, _, findings) => {
  findings.version('autopilot', releaseText(fields.number('flight_sw_version')));
  findings.version('os_release', releaseText(fields.number('os_sw_version')));
  const board = fields.number('board_version');
  if (board > 0) findings.version('board', String(board));
};
