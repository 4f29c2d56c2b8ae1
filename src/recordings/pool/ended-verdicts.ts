import type { Verdict } from '../../domain/verdict.ts';

export function timeoutVerdict(timeoutMs: number): Verdict {
  const message = `Reading this file took longer than ${timeoutMs / 1000} s and was ended.`;
  return { code: 'parse_timeout', message };
}

/** For a file that crashed its reader. */
export function crashVerdict(error: unknown): Verdict {
  return { code: 'parse_crashed', message: `Reading this file ended the reader (${detailOf(error)}).` };
}

/** For a file that crashed its thread, which had `memoryMb` MiB. */
export function threadCrashVerdict(error: unknown, memoryMb: number): Verdict {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      code: 'parse_memory',
      message: `Reading this file needed more than ${memoryMb} MiB and was ended.`,
    };
  }
  return crashVerdict(error);
}

export function detailOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
