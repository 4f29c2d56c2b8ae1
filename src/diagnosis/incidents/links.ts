import type { Cause } from './causes/cause.ts';
import { causes } from './causes.ts';
import type { Clocks, Delay } from './clocks.ts';
import type { Place, Symptom } from './symptom.ts';

/** One symptom may be the cause of another: their kinds, places and times fit. */
export interface Link {
  cause: Symptom;
  effect: Symptom;
  edge: Cause;
  delay: Delay;
  proven: boolean;
  sameTopic: boolean;
  /** How many places of the effect do not fit. */
  unexplained: number;
}

/** Kinds and places fit, but the times do not. */
export interface Refuted {
  cause: Symptom;
  effect: Symptom;
  why: 'began_before' | 'began_too_late';
}

/** Undefined if the one has nothing to do with the other. */
export function linkBetween(cause: Symptom, effect: Symptom, clocks: Clocks): Link | Refuted | undefined {
  const fitting = causes.filter(
    (edge) => edge.causes.some((kind) => cause.kinds.includes(kind)) && effect.kinds.includes(edge.effect),
  );
  const tried = fitting.flatMap((edge) =>
    effect.places.map((place) => ({ edge, best: bestOf(edge, cause.places, place, clocks) })),
  );
  const fits = tried.flatMap(({ edge, best }) => (best?.fits ? [{ edge, ...best }] : []));
  const best = fits.toSorted(closest)[0];
  if (best) {
    const explained = fits.filter(({ edge }) => edge === best.edge).length;
    const { edge, delay, proven, sameTopic } = best;
    return { cause, effect, edge, delay, proven, sameTopic, unexplained: effect.places.length - explained };
  }
  const refuted = tried.find((one) => one.best !== undefined)?.best;
  return refuted && { cause, effect, why: refuted.delay.most < 0 ? 'began_before' : 'began_too_late' };
}

export function isLink(found: Link | Refuted): found is Link {
  return 'edge' in found;
}

/** Proven ones first, then those from the same sender, then those that follow soonest. */
export function closest(a: Timed, b: Timed): number {
  return (
    Number(b.proven) - Number(a.proven) ||
    Number(b.sameTopic) - Number(a.sameTopic) ||
    middleOf(a.delay) - middleOf(b.delay)
  );
}

interface Timed {
  delay: Delay;
  proven: boolean;
  sameTopic: boolean;
}

function middleOf({ least, most }: Delay): number {
  return Math.abs(least + most) / 2;
}

function bestOf(
  edge: Cause,
  places: readonly Place[],
  effect: Place,
  clocks: Clocks,
): (Timed & { fits: boolean }) | undefined {
  return places
    .filter((cause) => sharesWhat(edge, cause, effect))
    .flatMap((cause) => {
      const delay = clocks.delay(cause.onset, effect.onset);
      if (!delay) return [];
      const proven = delay.least >= 0;
      const inTime = delay.most >= 0 && delay.least <= edge.within_s;
      const sameTopic = cause.topic !== undefined && cause.topic === effect.topic;
      return [{ delay, proven, sameTopic, fits: inTime && (proven || !edge.needsOrder) }];
    })
    .toSorted((a, b) => Number(b.fits) - Number(a.fits) || closest(a, b))[0];
}

function sharesWhat({ shares }: Cause, cause: Place, effect: Place): boolean {
  switch (shares) {
    case 'vehicle':
      return true;
    case 'bus':
      return cause.bus !== undefined && cause.bus === effect.bus;
    case 'bus if named':
      return cause.bus === undefined || effect.bus === undefined || cause.bus === effect.bus;
    case 'recorder':
      return cause.recorder === effect.recorder;
    case 'file':
      return cause.onset.recording === effect.onset.recording;
  }
}
