import { assertNever } from '../../../src/domain/assert-never.ts';
import type { BatchStatus } from '../../../src/domain/batch-status.ts';
import { isDamaged } from '../../../src/domain/verdict.ts';
import type { StreamMessage } from '../api/stream-message.ts';

interface Files {
  kind: 'files';
  parsed: number;
  failed: number;
  /** Of the parsed ones: damaged, but read. */
  damaged: number;
}

/** An event of a batch; consecutive files are one entry. */
export type TimelineEntry = { seq: number; at: string; run: number } & (
  | Files
  | { kind: 'status'; from: BatchStatus; to: BatchStatus; failure: string | undefined }
  | { kind: 'silent' }
  | { kind: 'fulfilled'; askedBy: string | null }
  | { kind: 'gathered'; charts: number }
  | { kind: 'diagnosed' }
);

/** A run makes about a dozen. */
const kept = 300;

/** The entries, oldest first, after one more message; the same array if it adds nothing. */
export function addToTimeline(entries: TimelineEntry[], message: StreamMessage): TimelineEntry[] {
  if (message.event === 'progress' || message.event === 'end') return entries;
  const seq = Number(message.id);
  const last = entries.at(-1);
  // After a broken connection the stream resumes; anything repeated is recognised.
  if (last && seq <= last.seq) return entries;
  const { run, timestamp: at } = message.data;
  const head = { seq, at, run };
  const add = (entry: TimelineEntry) => [...entries, entry].slice(-kept);
  switch (message.event) {
    case 'status': {
      const { old_status: from, new_status: to, failure_message: failure } = message.data;
      return add({ ...head, kind: 'status', from, to, failure });
    }
    case 'file': {
      const files = countFiles(message.data.files);
      if (last?.kind !== 'files' || last.run !== run) return add({ ...head, ...files });
      return [...entries.slice(0, -1), { ...head, ...sum(last, files) }];
    }
    case 'gathering_completed':
      return add({ ...head, kind: 'gathered', charts: message.data.chart_files.length });
    case 'diagnosis_completed':
      return add({ ...head, kind: 'diagnosed' });
    case 'upload_silent':
      return add({ ...head, kind: 'silent' });
    case 'request_fulfilled':
      return add({ ...head, kind: 'fulfilled', askedBy: message.data.asked_by });
    case 'batch_created':
    case 'all_files_parsed':
      // Implied by the entries around them.
      return entries;
    default:
      return assertNever(message);
  }
}

function countFiles(files: (StreamMessage & { event: 'file' })['data']['files']): Files {
  const failed = files.filter(({ state }) => state === 'failed').length;
  const damaged = files.filter(
    ({ state, verdict_code }) => state === 'parsed' && isDamaged({ code: verdict_code }),
  ).length;
  return { kind: 'files', parsed: files.length - failed, failed, damaged };
}

function sum(a: Files, b: Files): Files {
  return {
    kind: 'files',
    parsed: a.parsed + b.parsed,
    failed: a.failed + b.failed,
    damaged: a.damaged + b.damaged,
  };
}
