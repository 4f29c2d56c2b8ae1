import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../samples/random.ts';
import type { Ledger } from './ledger.ts';
import { GivenUp, persistentCall } from './persistent-call.ts';
import { drive, planTrip } from './vehicle.ts';

export interface FleetOptions {
  urls: readonly string[];
  seed: number;
  vehicles: number;
  ledger: Ledger;
  /** No more trips begin. */
  home: AbortSignal;
  /** Trips in progress are aborted. */
  over: AbortSignal;
}

const betweenTripsMs = 200;

/** Vehicles that make one trip after the other. Resolves when all are back. */
export async function runFleet({ urls, seed, vehicles, ledger, home, over }: FleetOptions): Promise<void> {
  const lane = async (index: number) => {
    const random = createRandom(seed * 1_000 + index);
    const call = persistentCall(urls, ledger, over);
    while (!home.aborted && !over.aborted) {
      try {
        await drive(call, planTrip(random), ledger, urls);
      } catch (error) {
        if (!(error instanceof GivenUp)) throw error;
      }
      await delay(betweenTripsMs);
    }
  };
  await Promise.all(Array.from({ length: vehicles }, (_, index) => lane(index)));
}
