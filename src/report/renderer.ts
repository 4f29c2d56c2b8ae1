import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLazyThread } from '../async/lazy-thread.ts';
import { ArgusError } from '../domain/error.ts';
import type { RenderTask } from './render-thread.ts';

export interface ReportRenderer {
  /** Changes with everything that affects how a report looks. */
  version: string;
  /** @throws ArgusError `unavailable` if too many requests are queued, or rendering takes too long. */
  render(task: RenderTask): Promise<Buffer>;
  close(): Promise<void>;
}

export interface RendererLimits {
  /** Maximum number of reports queued for the thread. */
  queue: number;
  timeoutMs: number;
}

const defaultLimits: RendererLimits = { queue: 32, timeoutMs: 30_000 };
/** JavaScript heap; a report is at most some megabytes of text. */
const memoryMb = 256;

/** Renders reports one after the other in a thread of its own, so that the event loop is not blocked. */
export function createReportRenderer(limits: RendererLimits = defaultLimits): ReportRenderer {
  const thread = createLazyThread<RenderTask, Uint8Array>({
    file: new URL('./render-thread.ts', import.meta.url),
    ...limits,
    memoryMb,
    tooMany: () => new ArgusError('unavailable', 'Too many reports are being rendered; try again shortly.'),
    tooLong: (cause) =>
      new ArgusError('unavailable', `Rendering the report took longer than ${limits.timeoutMs / 1000} s.`, {
        cause,
      }),
  });
  let version: string | undefined;
  return {
    get version() {
      version ??= versionOfSources();
      return version;
    },
    render: async (task) => Buffer.from(await thread.run(task)),
    close: () => thread.close(),
  };
}

/** Computed from the sources themselves, so that no change to them can be forgotten. */
function versionOfSources(): string {
  const hash = createHash('sha256');
  for (const room of ['.', '../language', '../text']) {
    const folder = fileURLToPath(new URL(room, import.meta.url));
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(ts|typ)$/.test(name)) hash.update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
