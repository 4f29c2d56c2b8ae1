import type { Fault } from '../faults.ts';
import type { SampleTopic } from './ros2-messages.ts';

/** Metres: a lane change within one message. */
const jump = 3.5;
const identity = { x: 0, y: 0, z: 0, w: 1 };
const still = { x: 0, y: 0, z: 0 };
const unknown = new Array<number>(36).fill(0);

/** Odometry of the test car, recorded only where it is at fault: it jumps sideways and back, four times in the middle of the file. */
export function odometryTopic(faults: readonly Fault[]): SampleTopic[] {
  if (!faults.includes('pose-jumps')) return [];
  return [
    {
      name: '/odom',
      schema: 'nav_msgs/msg/Odometry',
      hertz: 20,
      message: ({ state, seconds, file, stamp }) => ({
        header: { stamp, frame_id: 'odom' },
        child_frame_id: 'base_link',
        pose: {
          pose: {
            position: {
              x: 13 * seconds,
              y: file > 0.5 && file < 0.6 && (file * 40) % 2 < 1 ? jump : 0,
              z: 0,
            },
            orientation: identity,
          },
          covariance: unknown,
        },
        twist: { twist: { linear: { ...still, x: state.speed }, angular: still }, covariance: unknown },
      }),
    },
  ];
}
