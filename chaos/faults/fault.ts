import type { World } from '../world.ts';

/** What can be done to whom; the same words stand in the plan that is printed. */
export interface Fault {
  /** `kill -9`, `slow network`. */
  readonly what: string;
  /** A server, or `api 2`. */
  readonly whom: string;
  /** How long it lasts, seconds; a plan chooses between the two. */
  readonly seconds: readonly [least: number, most: number];
  /** A server that answers nothing, or refuses everything, as long as it lasts. */
  readonly away?: boolean;
  /** What has to be there for it, as a sentence, where it is not; the fault is left out then. */
  missing?(world: World): string | undefined;
  begin(world: World): Promise<void>;
  /** Puts everything right again. */
  end(world: World): Promise<void>;
}
