/** Where the axis begins and ends, as shares of the width. */
interface Area {
  left: number;
  right: number;
}

interface Follower {
  /** The pointer is at this share of the axis; undefined when it leaves. */
  onAt(share: number | undefined): void;
  onPick(share: number): void;
}

/** Follows the pointer over pictures that share an axis, until the returned function is called. */
export function followPointer(
  canvas: HTMLElement,
  { left, right }: Area,
  { onAt, onPick }: Follower,
): () => void {
  const shareOf = ({ clientX }: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    const share = ((clientX - box.left) / box.width - left) / (right - left);
    return share >= 0 && share <= 1 ? share : undefined;
  };
  const ended = new AbortController();
  const { signal } = ended;
  canvas.addEventListener('pointermove', (event) => onAt(shareOf(event)), { signal });
  canvas.addEventListener('pointerleave', () => onAt(undefined), { signal });
  canvas.addEventListener(
    'click',
    (event) => {
      const share = shareOf(event);
      // The slider is operated by itself.
      if (share !== undefined && !(event.target instanceof HTMLInputElement)) onPick(share);
    },
    { signal },
  );
  return () => ended.abort();
}
