import type { ArgusClient } from '../../client/client.ts';
import type { RetryPolicy } from '../../client/retry.ts';
import { withRetries } from '../../client/retry.ts';
import { answerTo, type KnownFile } from './answer-requests.ts';
import { type HeldFile, holdingsReport } from './holdings-report.ts';
import type { UploadView } from './upload-view.ts';
import { everythingNow, fetchWishes, isUnknown, type Wishes } from './wishes.ts';

export interface VehicleSideOptions {
  client: ArgusClient;
  /** Undefined where a batch was named and no vehicle. */
  vehicle: string | undefined;
  platform: string | undefined;
  retries: RetryPolicy;
  view: UploadView;
}

/** What a vehicle hears from the server and says to it, besides its files. A server that does not know all this is content. */
export function createVehicleSide({ client, vehicle, platform, retries, view }: VehicleSideOptions) {
  let reported = '';

  function persistently<T>(work: () => Promise<T>): Promise<T> {
    return withRetries(work, {
      policy: retries,
      onRetry: (error, pauseMs) => view.pause({ error, pauseMs }),
    });
  }

  /** Said in vain to a server that has no such route, or does not know the vehicle yet. */
  async function say(work: () => Promise<unknown>): Promise<void> {
    await persistently(work).catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
    });
  }

  return {
    /** Requests that are heard for the first time count as picked up. */
    async hear(): Promise<Wishes> {
      if (vehicle === undefined) return everythingNow;
      const wishes = await persistently(() => fetchWishes(client, vehicle, platform));
      for (const { request_id, state } of wishes.requests) {
        if (state !== 'open') continue;
        await say(() => client.answerVehicleRequest(vehicle, request_id, { state: 'picked_up' }));
      }
      return wishes;
    },

    /** @returns requests that still have no answer. */
    async answer(
      { timeOf, requests }: Wishes,
      files: readonly KnownFile[],
      declines: boolean,
    ): Promise<Wishes> {
      const open: Wishes['requests'][number][] = [];
      for (const request of requests) {
        const answer = answerTo(request, files, { declines, nowMs: Date.now() });
        if (answer === undefined) open.push(request);
        else if (vehicle !== undefined)
          await say(() => client.answerVehicleRequest(vehicle, request.request_id, answer));
      }
      return { timeOf, requests: open };
    },

    /** Once for each change. */
    async report(held: readonly HeldFile[]): Promise<void> {
      if (vehicle === undefined) return;
      const body = holdingsReport(held);
      const text = JSON.stringify(body);
      if (text === reported) return;
      await say(() => client.reportHoldings(vehicle, body));
      reported = text;
    },
  };
}

export type VehicleSide = ReturnType<typeof createVehicleSide>;
