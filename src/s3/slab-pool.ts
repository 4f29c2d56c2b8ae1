/** Parts in flight are kept in slabs of this many bytes: a small file takes one, a part 64. */
export const slabBytes = 128 * 1024;

export interface Reservation {
  /** A slab to fill; at most as many as were reserved. */
  slab(): Buffer;
  /** Returns all slabs. Idempotent. */
  release(): void;
}

interface Waiter {
  slabs: number;
  grant: () => void;
}

/**
 * One memory budget for all uploads of a process. A part is reserved whole before its first byte is read, so that an
 * upload that has begun can always finish; others wait, and TCP makes their clients wait.
 */
export function createSlabPool(budgetBytes: number) {
  const total = Math.max(64, Math.floor(budgetBytes / slabBytes));
  const idle: Buffer[] = [];
  const waiters = new Set<Waiter>();
  let free = total;

  function serve(): void {
    // First come, first served: small reservations cannot starve a large one.
    for (const waiter of waiters) {
      if (waiter.slabs > free) return;
      waiters.delete(waiter);
      waiter.grant();
    }
  }

  function take(slabs: number): Reservation {
    free -= slabs;
    const used: Buffer[] = [];
    let open = true;
    return {
      slab() {
        if (!open || used.length === slabs) throw new RangeError('more memory used than was reserved');
        const slab = idle.pop() ?? Buffer.allocUnsafeSlow(slabBytes);
        used.push(slab);
        return slab;
      },
      release() {
        if (!open) return;
        open = false;
        idle.push(...used);
        free += slabs;
        serve();
      },
    };
  }

  const slabsFor = (bytes: number) => Math.min(total, Math.max(1, Math.ceil(bytes / slabBytes)));

  return {
    /** Undefined where it would have to wait. */
    tryReserve(bytes: number): Reservation | undefined {
      const slabs = slabsFor(bytes);
      return waiters.size === 0 && slabs <= free ? take(slabs) : undefined;
    },

    /** Rejects with the signal's reason. */
    reserve(bytes: number, signal: AbortSignal): Promise<Reservation> {
      signal.throwIfAborted();
      const slabs = slabsFor(bytes);
      if (waiters.size === 0 && slabs <= free) return Promise.resolve(take(slabs));
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          slabs,
          grant: () => {
            signal.removeEventListener('abort', giveUp);
            resolve(take(slabs));
          },
        };
        const giveUp = () => {
          waiters.delete(waiter);
          reject(signal.reason);
          serve();
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiters.add(waiter);
      });
    },

    /** Bytes reserved, and uploads that wait for memory. */
    usage: () => ({ reserved: (total - free) * slabBytes, waiting: waiters.size }),
  };
}

export type SlabPool = ReturnType<typeof createSlabPool>;
