import type { SymptomKind } from '../symptom-kinds.ts';

/** What cause and consequence must have in common. */
export type Shared =
  /** Nothing but the vehicle. */
  | 'vehicle'
  /** The network. */
  | 'bus'
  /** The network, where both name one: control units and logs may not say on which they listen. */
  | 'bus if named'
  /** The computer or controller: both were recorded by one recorder. */
  | 'recorder'
  | 'file';

/** A documented way from one kind of fault to another. */
export interface Cause {
  /** Each of them leads to the effect in the same way. */
  causes: readonly SymptomKind[];
  effect: SymptomKind;
  /** How, as a clause. */
  how: string;
  source: string;
  /**
   * The greatest time in seconds between the two beginnings: bounds by orders of magnitude. Control units restart within
   * seconds, time-outs of messages take up to some seconds, heat takes minutes.
   */
  within_s: number;
  shares: Shared;
  /** Both directions are possible, so that only a proven order tells which one it is. */
  needsOrder?: true;
}
