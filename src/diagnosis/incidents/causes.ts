import type { Cause } from './causes/cause.ts';
import { clockCauses } from './causes/clock.ts';
import { computerCauses } from './causes/computer.ts';
import { engineCauses } from './causes/engine.ts';
import { flightCauses } from './causes/flight.ts';
import { networkCauses } from './causes/network.ts';
import { supplyCauses } from './causes/supply.ts';

/** The graph of causes. */
export const causes: readonly Cause[] = [
  ...supplyCauses,
  ...networkCauses,
  ...engineCauses,
  ...computerCauses,
  ...clockCauses,
  ...flightCauses,
];
