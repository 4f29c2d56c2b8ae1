import type { TimeHalves } from '../../meaning/can/time-halves.ts';

/** From 2000 to 2100: other seconds are none of a recorder's clock. */
const earliest = 946_684_800;
const latest = 4_102_444_800;
const billion = 1_000_000_000;

type Layout = 'daemon' | 'viewer';

/**
 * The time in storage headers of version 2, which has 9 bytes behind the mark. dlt-daemon writes seconds of 40 bits, big-endian, then
 * nanoseconds; dlt-viewer has nanoseconds first, then seconds, little-endian. A header tells which it is by its seconds; where it
 * does not, it is that of the header before.
 */
export class StoredTime {
  #layout: Layout | undefined;

  /** Sets `time` from the header at `at`; false if it has no time that is certain. */
  read(view: DataView, at: number, time: TimeHalves): boolean {
    const seconds: Record<Layout, number> = {
      daemon: view.getUint8(at + 4) * 2 ** 32 + view.getUint32(at + 5),
      viewer: view.getUint8(at + 12) * 2 ** 32 + view.getUint32(at + 8, true),
    };
    const fitting = (['daemon', 'viewer'] as const).filter(
      (layout) => seconds[layout] >= earliest && seconds[layout] < latest,
    );
    const [only] = fitting;
    if (fitting.length === 1) this.#layout = only;
    const layout = this.#layout;
    if (!layout || !fitting.includes(layout)) return false;
    time.set(seconds[layout], nanosecondsOf(view, layout === 'daemon' ? at + 9 : at + 4));
    return true;
  }
}

/** In the order of the machine that wrote them; what is none in either order counts as 0. */
function nanosecondsOf(view: DataView, at: number): number {
  const little = view.getUint32(at, true);
  if (little < billion) return little;
  const big = view.getUint32(at);
  return big < billion ? big : 0;
}
