import type { Find } from './check.ts';

/** Object stores refuse requests signed 15 minutes off; times in reports are wrong long before. */
const bounds = { warning: 5_000, trouble: 5 * 60_000 } as const;

/** Compares a server's clock with this machine's. */
export function clockFinding(find: Find, theirs: number, ours = Date.now()): void {
  const off = theirs - ours;
  const size = Math.abs(off);
  if (size < bounds.warning) return;
  const seconds = Math.round(size / 1000);
  find(
    size < bounds.trouble ? 'warning' : 'trouble',
    `its clock is ${seconds} s ${off > 0 ? 'ahead of' : 'behind'} this machine's`,
    'Set the clocks by NTP, on both machines.',
  );
}
