import { waypoints } from '../waypoints.ts';
import type { Moment, SampleTopic } from './ros2-messages.ts';

const [ok, warn, error, stale] = [0, 1, 2, 3];

/** Reports of monitors, drivers and nodes of the test car about themselves. */
export const diagnosticTopics: SampleTopic[] = [
  {
    name: '/diagnostics',
    schema: 'diagnostic_msgs/msg/DiagnosticArray',
    hertz: 1,
    message: (moment) => ({ header: { stamp: moment.stamp, frame_id: '' }, status: statusesAt(moment) }),
  },
  {
    name: '/rosout',
    schema: 'rcl_interfaces/msg/Log',
    hertz: 2,
    message: ({ vehicle, file, index, stamp, state }) => {
      const line = { stamp, file: '', function: '', line: 0 };
      if (vehicle.has('fatal-log') && index === 72) {
        return {
          ...line,
          level: 50,
          name: 'safety_monitor',
          msg: 'Watchdog of the drive controller expired',
        };
      }
      if (vehicle.has('few-log-errors') && file > 0.5 && index % 20 === 12) {
        const msg = `Map tile ${index} could not be loaded`;
        return { ...line, level: 40, name: 'localization', msg };
      }
      if (vehicle.has('log-errors') && file > 0.2 && file < 0.8) {
        return {
          ...line,
          level: 40,
          name: 'perception.camera_driver',
          msg: `Frame ${index * 7} dropped: buffer overrun`,
        };
      }
      if (index % 20 === 5) {
        return {
          ...line,
          level: 20,
          name: 'planner',
          msg: `Replanned in ${(12 + state.cpu / 10).toFixed(1)} ms`,
        };
      }
      return undefined;
    },
  },
  {
    name: '/rosout',
    schema: 'rcl_interfaces/msg/Log',
    hertz: waypoints.hertz,
    phase: waypoints.phase,
    message: ({ seconds, stamp }) => ({
      stamp,
      level: 20,
      name: waypoints.node,
      msg: waypoints.text(seconds),
      file: '',
      function: '',
      line: 0,
    }),
  },
];

function statusesAt({ state, vehicle, file }: Moment): object[] {
  const late = file > 0.5;
  const hot = state.temperature > 95;
  const busy = state.cpu > 95;
  return [
    status('cpu_monitor: CPU Usage', busy ? warn : ok, busy ? 'very high load' : 'OK', {
      'CPU all: usage': `${state.cpu.toFixed(1)}%`,
    }),
    status('cpu_monitor: CPU Temperature', hot ? error : ok, hot ? 'over temperature' : 'OK', {
      'Package id 0': `${state.temperature.toFixed(1)} DegC`,
    }),
    status('mem_monitor: Memory Usage', ok, 'OK', { 'Mem: usage': `${state.ram.toFixed(1)}%` }),
    status('hdd_monitor: HDD Usage', ok, 'OK', { 'HDD 0: usage': `${state.disk.toFixed(1)}%` }),
    state.battery < 10
      ? status('battery_monitor', warn, `battery low (${state.battery.toFixed(0)} %)`)
      : status('battery_monitor', ok, 'OK'),
    vehicle.has('error-diagnostics') && late
      ? status(
          'brake_system: hydraulic pressure',
          error,
          `pressure below minimum (${(58 + 4 * file).toFixed(0)} bar)`,
        )
      : status('brake_system: hydraulic pressure', ok, 'OK'),
    vehicle.has('stale-diagnostics') && late
      ? status('gnss_receiver: fix', stale, 'no update received')
      : status('gnss_receiver: fix', ok, 'OK'),
  ];
}

function status(
  name: string,
  level: number | undefined,
  message: string,
  values: Record<string, string> = {},
) {
  return {
    level,
    name,
    message,
    hardware_id: 'testcar-7',
    values: Object.entries(values).map(([key, value]) => ({ key, value })),
  };
}
