/** Somebody who has not touched the page for so long may have left it. */
const attendedMs = 60_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

let touchedAt = performance.now();

/** Begins to look whether somebody uses the page. */
export function watchAttendance(page: EventTarget): void {
  const touched = () => {
    touchedAt = performance.now();
  };
  for (const sign of signs) page.addEventListener(sign, touched, { capture: true, passive: true });
}

/** Whether nobody is seen at the page: what it then loads by itself does not keep a session from ending. */
export const isUnattended = (): boolean => performance.now() - touchedAt > attendedMs;
