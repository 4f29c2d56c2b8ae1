import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poseJumpInterpreter } from '../../../../../src/recordings/meaning/interpret/pose-jumps.ts';

interface Pose {
  x: number;
  y?: number;
  z?: number;
  /** Seconds. */
  at: number;
}

/** Messages of the codes that poses give, in their order. */
function jumpsOf(poses: readonly Pose[], { frame = 'odom', schema = 'nav_msgs/Odometry' } = {}): string[] {
  const found: string[] = [];
  const interpret = poseJumpInterpreter(schema);
  for (const { x, y = 0, z = 0, at } of poses) {
    const header = { stamp: { sec: Math.floor(at), nanosec: Math.round((at % 1) * 1e9) }, frame_id: frame };
    const position = { x, y, z };
    const one = {
      header,
      child_frame_id: 'base_link',
      pose: { pose: { position } },
      transform: { translation: position },
    };
    interpret?.(
      schema === 'nav_msgs/Odometry' ? one : { transforms: [one] },
      { timeNs: 5n, topic: '/t' },
      {
        code: ({ source, severity, code, message }) =>
          void found.push(`${source} ${severity}: ${code} (${message})`),
        metric: () => undefined,
        log: () => undefined,
        omit: () => undefined,
      },
    );
  }
  return found;
}

/** Straight on at 2 m/s with 20 Hz, but for what is added at one pose and, if `stays`, at all that follow. */
const drive = (added: Partial<Pose>, stays = true, index = 50) =>
  Array.from({ length: 100 }, (_, i) => {
    const off = stays ? i >= index : i === index;
    return {
      x: 0.1 * i + (off ? (added.x ?? 0) : 0),
      y: off ? (added.y ?? 0) : 0,
      z: off ? (added.z ?? 0) : 0,
      at: 1_000 + i / 20,
    };
  });

test.each(['nav_msgs/Odometry', 'tf2_msgs/TFMessage', 'tf/tfMessage'])('jumps are told, of %s', (schema) => {
  const once = 'pose-jump warning: /t: odom to base_link jumps';
  expect(jumpsOf(drive({ y: 0.8 }), { schema })).toEqual([
    `${once} (odom to base_link: 0.81 m within 0.050 s.)`,
  ]);
  expect(jumpsOf(drive({ y: 0.8 }, false), { schema })).toHaveLength(2);
});

test.each([
  ['a small one', drive({ y: 0.4 }), {}],
  ['in height alone', drive({ z: 5 }), {}],
  ['before it is known how it moves', drive({ y: 5 }, true, 15), {}],
  ['in a map, where poses are corrected', drive({ y: 5 }), { frame: 'map' }],
  ['over a pause', drive({ y: 5 }).filter((_, i) => i < 40 || i >= 52), {}],
  ['without a stamp', drive({ y: 5 }).map((pose) => ({ ...pose, at: 0 })), {}],
  ['of another message', drive({ y: 5 }), { schema: 'geometry_msgs/PoseStamped' }],
])('none is told: %s', (_, poses, options) => {
  expect(jumpsOf(poses, options)).toEqual([]);
});

test('what accelerates by less than 10 g never jumps, however it is sampled', () => {
  const step = fc.record({
    elapsed: fc.double({ min: 0.005, max: 0.4, noNaN: true }),
    g: fc.double({ min: -4, max: 4, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
      let [x, speed, at] = [0, 0, 1_000];
      const poses = steps.map(({ elapsed, g }) => {
        at = Math.round((at + elapsed) * 1e6) / 1e6;
        speed = Math.min(30, Math.max(0, speed + 9.81 * g * elapsed));
        x += speed * elapsed;
        return { x, at };
      });
      expect(jumpsOf(poses)).toEqual([]);
    }),
  );
});
