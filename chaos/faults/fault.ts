import type { Deed } from '../timeline.ts';
import type { World } from '../world.ts';

/** What can be done to whom; the same words stand in the plan that is printed. */
export interface Fault extends Deed {
  /** How long it lasts, seconds; a plan chooses between the two. */
  readonly seconds: readonly [least: number, most: number];
  /** What has to be there for it, as a sentence, where it is not; the fault is left out then. */
  missing?(world: World): string | undefined;
  begin(world: World): Promise<void>;
  /** Puts everything right again. */
  end(world: World): Promise<void>;
}
