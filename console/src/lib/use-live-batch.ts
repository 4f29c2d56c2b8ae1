import { useCallback, useEffect, useReducer, useState } from 'preact/hooks';
import type { BatchBody } from '../../../src/api/batches/schema.ts';
import type { ProgressMessage } from '../../../src/api/stream/schema.ts';
import { isTerminal } from '../../../src/domain/batch-status.ts';
import { getBatch } from '../api/batches.ts';
import { type Connection, streamBatch } from '../api/stream-batch.ts';
import type { StreamMessage } from '../api/stream-message.ts';
import { batchKey } from './batch-queries.ts';
import { addToTimeline, type TimelineEntry } from './timeline.ts';
import { useQuery } from './use-query.ts';

export interface LiveBatch {
  batch: BatchBody | undefined;
  error: Error | undefined;
  /** Oldest first, of all runs. */
  timeline: TimelineEntry[];
  connection: Connection;
  reload(): void;
}

/** The stream reports changes at once; polling finds what it cannot report, such as a run begun elsewhere. */
const askMs = { running: 5_000, over: 10_000 };

interface Streamed {
  progress: ProgressMessage | undefined;
  timeline: TimelineEntry[];
}

function take(state: Streamed, message: StreamMessage): Streamed {
  return {
    progress: message.event === 'progress' ? message.data : state.progress,
    timeline: addToTimeline(state.timeline, message),
  };
}

/**
 * A batch with live updates.
 * @param isShown whether the page has its report; the events of a batch that is over, which may be ten thousand, come after it
 */
export function useLiveBatch(batchId: string, isShown: boolean): LiveBatch {
  const [{ progress, timeline }, dispatch] = useReducer(take, { progress: undefined, timeline: [] });
  const [connection, setConnection] = useState<Connection>('opening');
  const [over, setOver] = useState(false);
  const { data, error, reload } = useQuery(
    batchKey(batchId),
    (signal) => getBatch(batchId, signal),
    over ? askMs.over : askMs.running,
  );
  const batch = data && newer(data, progress);
  const mayStream = data !== undefined && (isShown || !isTerminal(data.status));
  const stream = useStream(batchId, mayStream, dispatch, setConnection);

  const status = batch?.status;
  const run = batch?.run;
  useEffect(() => setOver(status !== undefined && isTerminal(status)), [status]);
  const ahead =
    batch && data && (status !== data.status || run !== data.run || batch.total_files !== data.total_files);
  // Fields that are not in the stream, sizes and times, change together with those that are.
  useEffect(() => {
    if (ahead) reload();
  }, [ahead, reload]);
  useEffect(() => {
    if (connection === 'over' && status !== undefined && !isTerminal(status)) stream.reopen();
  }, [connection, status, stream.reopen]);

  return { batch, error, timeline, connection, reload };
}

/** Opens the stream; reopens it after its last event when a new run has begun. */
function useStream(
  batchId: string,
  enabled: boolean,
  onMessage: (message: StreamMessage) => void,
  onConnection: (connection: Connection) => void,
): { reopen(): void } {
  const [resumeAt, setResumeAt] = useState<{ id: string | undefined }>({ id: undefined });
  const [lastId] = useState<{ id: string | undefined }>({ id: undefined });
  useEffect(() => {
    if (!enabled) return;
    const stream = streamBatch(
      batchId,
      resumeAt.id,
      (message) => {
        if (message.id !== '') lastId.id = message.id;
        onMessage(message);
      },
      onConnection,
    );
    return () => stream.close();
  }, [batchId, enabled, resumeAt, lastId, onMessage, onConnection]);
  const reopen = useCallback(() => {
    onConnection('opening');
    setResumeAt({ id: lastId.id });
  }, [lastId, onConnection]);
  return { reopen };
}

/** The batch updated from the stream, unless that is older. */
function newer(batch: BatchBody, progress: ProgressMessage | undefined): BatchBody {
  if (!progress || isBefore(progress, batch)) return batch;
  const { progress_percent: _, completed_at = null, ...live } = progress;
  return { ...batch, ...live, completed_at };
}

/** Within a run the file counts only grow. */
function isBefore(a: ProgressMessage, b: BatchBody): boolean {
  if (a.run !== b.run) return a.run < b.run;
  const later = Date.parse(b.updated_at) - Date.parse(a.updated_at);
  if (later !== 0) return later > 0;
  return a.total_files < b.total_files || a.processed_files < b.processed_files;
}
