import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { type Fields, type Interpreter, isFields, numberOf, textOf } from './interpreter.ts';

/** Metres; less is within the noise of scan matching and motion capture. */
const leastJump = 0.5;
/** Seconds; in a longer time anything may have happened. */
const longestStep = 0.5;
/** 10 g, m/s²: more than wheels, rotors or sails can do, even as a simulation with coarse steps shows it. */
const greatestAcceleration = 100;
/** Least share of the jump in the plane: heights alone leap by metres where they come from satellites, and what drives or floats does not use them. */
const horizontalShare = 0.2;
/** How many times faster than it usually moves: stamps that are uneven make the steps of what drives fast uneven. */
const fasterThanUsual = 3;
/** Steps from which it is known how fast it usually moves. */
const leastSteps = 20;
/** Weight of the latest step in the usual speed: about as many steps count. */
const latestWeight = 1 / leastSteps;
/** Poses that are followed at once; more frames are not watched. */
const mostTracks = 200;

/**
 * The frames in which a pose is promised to be continuous (REP 105: `odom`) or is measured from outside (`world` of motion
 * capture). In `map` it may jump, whenever it is corrected.
 */
const continuousFrame = /(^|[/_])(odom|world)$/;

/** One pose over time. */
class Track {
  #x = 0;
  #y = 0;
  #z = 0;
  #seconds = Number.NaN;
  #usualSpeed = 0;
  /** Of the latest step that was none of a jump. */
  #latestSpeed = 0;
  #steps = 0;

  /** Metres of the step if it is a jump. Undefined if it is none. */
  step(x: number, y: number, z: number, seconds: number): { metres: number; seconds: number } | undefined {
    const elapsed = seconds - this.#seconds;
    const level = Math.hypot(x - this.#x, y - this.#y);
    const metres = Math.hypot(level, z - this.#z);
    if (elapsed === 0 || !Number.isFinite(metres)) return undefined;
    this.#x = x;
    this.#y = y;
    this.#z = z;
    this.#seconds = seconds;
    if (!(elapsed > 0 && elapsed <= longestStep)) return undefined;
    const speed = metres / elapsed;
    const before = Math.max(this.#usualSpeed, this.#latestSpeed);
    if (
      this.#steps >= leastSteps &&
      metres >= leastJump &&
      level >= horizontalShare * metres &&
      speed >= fasterThanUsual * before &&
      speed - before >= greatestAcceleration * elapsed
    )
      return { metres, seconds: elapsed };
    this.#latestSpeed = speed;
    this.#usualSpeed += (speed - this.#usualSpeed) * latestWeight;
    this.#steps += 1;
    return undefined;
  }
}

/** Reports each jump of a pose that has to be continuous: of odometry, and of transforms. Undefined for other schemas. */
export function poseJumpInterpreter(schemaName: string): Interpreter | undefined {
  const tracks = new Map<string, Track>();
  const follow = (message: unknown, position: unknown, place: Place, findings: Findings) => {
    if (!isFields(message) || !isFields(position) || !isFields(message.header)) return;
    const parent = textOf(message.header.frame_id);
    const seconds = secondsOf(message.header.stamp);
    if (!continuousFrame.test(parent) || !(seconds > 0)) return;
    const pose = `${parent} to ${textOf(message.child_frame_id)}`;
    const track = tracks.get(pose) ?? new Track();
    if (!tracks.has(pose) && tracks.size < mostTracks) tracks.set(pose, track);
    const jump = track.step(numberOf(position.x), numberOf(position.y), numberOf(position.z), seconds);
    if (!jump) return;
    findings.code(
      {
        code: `${place.topic}: ${pose} jumps`,
        source: 'pose-jump',
        severity: 'warning',
        message: `${pose}: ${jump.metres.toFixed(2)} m within ${jump.seconds.toFixed(3)} s.`,
      },
      place,
    );
  };
  switch (schemaName) {
    case 'nav_msgs/Odometry':
      return (message, place, findings) =>
        follow(message, within(message, 'pose', 'pose', 'position'), place, findings);
    case 'tf2_msgs/TFMessage':
    case 'tf/tfMessage':
      return ({ transforms }, place, findings) => {
        if (!Array.isArray(transforms)) return;
        for (const one of transforms)
          if (isFields(one)) follow(one, within(one, 'transform', 'translation'), place, findings);
      };
    default:
      return undefined;
  }
}

function within(message: Fields, ...path: string[]): unknown {
  return path.reduce<unknown>((found, name) => (isFields(found) ? found[name] : undefined), message);
}

/** ROS 2 has `nanosec`, the decoder of ROS 1 gives `nsec`. */
function secondsOf(stamp: unknown): number {
  if (!isFields(stamp)) return Number.NaN;
  return numberOf(stamp.sec) + numberOf(stamp.nanosec ?? stamp.nsec) / 1e9;
}
