import type { ShippedEntry } from '../../../domain/knowledge.ts';
import { type CodeRow, codeEntries } from './rows.ts';

/** The codes that the readers derive from `vehicle_status` and `battery_status`, and from log lines. */
const px4: readonly CodeRow[] = [
  [
    'failsafe',
    'flight controller',
    'critical',
    'The flight controller took over: return, land, or termination.',
    'Find the first commander message before it: link, battery, position, geofence or sensor. Reproduce on the ground with props off before the next flight; check the failsafe parameters COM_* and NAV_*.',
  ],
  [
    'battery_status: battery low',
    'battery',
    'warning',
    'The battery fell below the low level (BAT_LOW_THR).',
    'Land in time; compare consumption with the plan. If the voltage sags early, measure the internal resistance.',
  ],
  [
    'battery_status: battery critical',
    'battery',
    'error',
    'The battery fell below the critical level (BAT_CRIT_THR): time to return.',
    'Do not fly this plan again; check cell voltages and capacity before the next flight.',
  ],
  [
    'battery_status: battery emergency',
    'battery',
    'critical',
    'The battery fell below the emergency level (BAT_EMERGEN_THR): land immediately.',
    'Inspect for swollen or unequal cells, do not charge damaged packs; check the current calibration.',
  ],
  [
    'battery_status: battery failed',
    'battery',
    'critical',
    'The battery or its monitor reports a failure.',
    'Take the pack out of service; read the status of its monitor.',
  ],
  [
    'manual control lost*',
    'radio control',
    'error',
    'The remote control signal was lost.',
    'Check range, antennas and receiver supply; set COM_RC_LOSS_T and the desired action.',
  ],
  [
    'data link lost*',
    'telemetry',
    'warning',
    'The telemetry link to the ground was lost.',
    'Check antennas, interference and power of the radio; set NAV_DLL_ACT to what is safe for the mission.',
  ],
  [
    'gps*',
    'positioning',
    'error',
    'A problem with a satellite receiver is reported.',
    'Check sky view, distance of the antenna from power leads and radios, cable, and number of satellites.',
  ],
  [
    'compass*',
    'compass',
    'error',
    'A problem with a compass is reported.',
    'Calibrate away from metal; move the compass away from power leads; disable an internal one that disagrees.',
  ],
  [
    'ekf*',
    'estimator',
    'error',
    'The estimator rejects a sensor or has reset.',
    'See which innovation is large; calibrate that sensor; reduce vibration.',
  ],
  [
    'preflight fail*',
    'flight controller',
    'warning',
    'A pre-arm check failed.',
    'Repair what it names; do not disable checks.',
  ],
  [
    'motor failure*',
    'propulsion',
    'critical',
    'A motor failure was detected.',
    'Check motor, ESC, connector and propeller; look at actuator outputs against ESC status.',
  ],
];

/** What common ROS monitors write into DiagnosticStatus; names differ, so these are few and broad. */
const ros: readonly CodeRow[] = [
  [
    'cpu usage*',
    'computer',
    'warning',
    'A monitor reports high CPU usage.',
    'List processes by CPU use at that time; pin or slow down the largest; check for throttling.',
  ],
  [
    'cpu temperature*',
    'computer',
    'error',
    'A monitor reports a hot processor.',
    'Check fan, thermal paste and air inlet; check whether the clock was throttled.',
  ],
  [
    'memory usage*',
    'computer',
    'warning',
    'A monitor reports little free memory.',
    'Find the process that grows; limit it; look at the trend in the report.',
  ],
  [
    'hdd usage*',
    'storage',
    'warning',
    'A monitor reports that a disk is filling up.',
    'Remove old recordings once they are uploaded; move logs off the system disk.',
  ],
  [
    'ntp*',
    'time',
    'warning',
    'A monitor reports a clock that is off.',
    'Check the time source and the network; use chrony with slewing.',
  ],
  [
    'lidar*',
    'lidar',
    'error',
    'A lidar driver reports a fault.',
    'Check its supply, cable and network address; clean its window.',
  ],
  [
    'camera*',
    'camera',
    'error',
    'A camera driver reports a fault.',
    'Check bandwidth of USB or network, cable length and supply; restart the driver.',
  ],
  [
    'imu*',
    'inertial sensor',
    'error',
    'A driver of an inertial sensor reports a fault.',
    'Check connection and baud rate; power-cycle; calibrate.',
  ],
  [
    'joint*',
    'actuators',
    'error',
    'A joint or its controller reports a fault.',
    'Check limits, current and encoder; release the emergency stop.',
  ],
  [
    'emergency stop*',
    'safety',
    'critical',
    'An emergency stop is reported.',
    'Find out who pressed it or which device opened the circuit before releasing it.',
  ],
];

export const robotKnowledge: readonly ShippedEntry[] = [
  ...codeEntries('px4', 'PX4 user guide, failsafes and parameters', px4),
  ...codeEntries('ros', 'ROS diagnostics, names of common monitors', ros),
];
