import type { FaultDescription } from '../timeline.ts';
import type { World } from '../world.ts';

/** What can be done to which target; the printed plan uses the same words. */
export interface Fault extends FaultDescription {
  /** Range of its duration, seconds; a plan chooses within it. */
  readonly seconds: readonly [least: number, most: number];
  /** A sentence if the fault's requirements are not met on this machine; the fault is then left out. */
  missing?(world: World): string | undefined;
  begin(world: World): Promise<void>;
  /** Restores everything. */
  end(world: World): Promise<void>;
}
