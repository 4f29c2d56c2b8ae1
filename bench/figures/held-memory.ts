import { basename } from 'node:path';
import type { Check, Figure } from '../figure.ts';
import { startBuild } from '../load/build.ts';
import { fiveFileBatches } from '../load/five-file-batches.ts';
import { heapProbe, type ProcessHeap, usedBytes } from '../load/heaps.ts';

const warmUps = 50;
const stretches = 5;
/** A batch that stayed in memory would leave its input, its options and its promises, some kilobytes. */
const leftOfBatch = 500;

/** What each process still holds after its garbage is collected, behind more and more batches: a leak grows with each of them. */
export const heldMemoryFigure: Figure = {
  name: 'held-memory',
  title: 'what each role holds after a collection, behind more and more batches of 5 files of 33 kB',
  async measure({ system, quick, sizes, printLine }) {
    const batches = sizes.batches ?? (quick ? 50 : 1_000);
    const probe = await heapProbe(system.dir);
    const build = await startBuild(system, { environment: probe.environment });
    const load = fiveFileBatches(build, sizes.vehicles ?? Math.min(500, batches));
    const seen: Record<string, ProcessHeap>[] = [];
    let behind = warmUps;
    const look = async () => {
      const entries = Object.entries(build.pids);
      const heaps = await Promise.all(
        entries.map(async ([role, pid]) => [role, await probe.ask(pid)] as const),
      );
      seen.push(Object.fromEntries(heaps));
      printLine(`behind ${behind} batches:`);
      for (const [role, heap] of heaps) printLine(`  ${describe(role, heap)}`);
    };
    try {
      await load(warmUps);
      await look();
      for (let stretch = 0; stretch < stretches; stretch += 1) {
        behind += (await load(batches)).delivered;
        await look();
      }
      // The first stretches warm compiled code, pools and caches.
      const [, , then = {}] = seen;
      const delivered = ((behind - warmUps) * (stretches - 2)) / stretches;
      const checks = Object.entries(seen.at(-1) ?? {}).map(([role, last]): Check => {
        const grown = (usedBytes(last) - usedBytes(then[role] ?? last)) / delivered;
        return {
          what: `${nameOf(role)}: bytes held more for each batch after the second stretch`,
          found: grown.toFixed(0),
          wanted: `≤ ${leftOfBatch}`,
          met: grown <= leftOfBatch,
        };
      });
      const workers = Object.entries(seen.at(-1) ?? {}).find(([role]) => role.includes('workflow-worker'));
      return { unit: 'MB', ours: workers ? usedBytes(workers[1]) / 1e6 : Number.NaN, ratios: [], checks };
    } finally {
      await build.stop();
    }
  },
};

function describe(role: string, heap: ProcessHeap): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const threads = heap.threads.map(
    ({ thread, used, reserved, external, contexts }) =>
      `thread ${thread}: ${megabytes(used)} used of ${megabytes(reserved)}, ${megabytes(external)} external, ${contexts} contexts`,
  );
  return `${nameOf(role)}: ${megabytes(heap.resident)} MB resident, ${megabytes(heap.beside)} beside the heaps; ${threads.join('; ')}`;
}

const nameOf = (role: string) => basename(role, '.ts');
