import { ArgusError } from '../../domain/error.ts';

/** Limits open streams, in total and per client. */
export function createStreamLimits(most: number, maxPerClient: number, onChange: (open: number) => void) {
  const open = new Map<string, number>();
  let total = 0;
  return {
    /** Takes a slot; returns the function that releases it. @throws ArgusError `rate_limited`. */
    enter(client: string): () => void {
      const own = open.get(client) ?? 0;
      if (own >= maxPerClient) throw tooMany(`${maxPerClient} for one client`);
      if (total >= most) throw tooMany(`${most} in all`);
      open.set(client, own + 1);
      total += 1;
      onChange(total);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (open.get(client) ?? 1) - 1;
        if (left === 0) open.delete(client);
        else open.set(client, left);
        total -= 1;
        onChange(total);
      };
    },
  };
}

function tooMany(limit: string): ArgusError {
  return new ArgusError('rate_limited', `Too many event streams are open: at most ${limit}.`);
}
