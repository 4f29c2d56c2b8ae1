import type { Cause } from './cause.ts';

const clockStep = 'RFC 5905, clock step';

/** Clocks that are set while recording. */
export const clockCauses: readonly Cause[] = [
  {
    causes: ['set-clock'],
    effect: 'wrong-order',
    how: 'messages from before and after carry times that overlap',
    source: clockStep,
    within_s: 60,
    shares: 'file',
  },
  {
    causes: ['set-clock'],
    effect: 'lost-records',
    how: 'a clock that is set leaves a hole in the times',
    source: clockStep,
    within_s: 60,
    shares: 'file',
  },
  {
    causes: ['set-clock'],
    effect: 'late-messages',
    how: 'a clock that is set leaves a hole in the times',
    source: clockStep,
    within_s: 60,
    shares: 'file',
  },
  {
    causes: ['set-clock'],
    effect: 'wrong-stamps',
    how: 'nodes stamp with the clock that is set, or go on with the old time',
    source: clockStep,
    within_s: 60,
    shares: 'file',
  },
];
