import { useEffect, useState } from 'preact/hooks';

/** Whether what was drawn first is on the screen, so that the rest of a long page may follow. At once where the address names a part of it. */
export function usePainted(): boolean {
  const [isPainted, setPainted] = useState(location.hash !== '');
  useEffect(() => {
    if (isPainted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks come before its picture; where the tab is hidden there are no frames.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    const late = setTimeout(() => setPainted(true), 500);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(late);
    };
  }, [isPainted]);
  return isPainted;
}
