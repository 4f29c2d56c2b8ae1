import { eventsUrl } from './batches.ts';
import type { StreamData, StreamMessage } from './stream-message.ts';

const names = [
  'status',
  'file',
  'progress',
  'end',
  'batch_created',
  'all_files_parsed',
  'gathering_completed',
  'diagnosis_completed',
] as const satisfies (keyof StreamData)[];

/** `live`: open. `lost`: broken, and being opened again. `over`: the run is over and everything has come. */
export type Connection = 'opening' | 'live' | 'lost' | 'over';

const reopenMs = { first: 1_000, most: 15_000 };

/**
 * Follows a batch until its run is over. EventSource resumes by itself after a broken connection, but gives up for good
 * on any answer other than 200 (WHATWG HTML 9.2.3): then it is opened again, after the last event that came.
 */
export function streamBatch(
  batchId: string,
  lastEventId: string | undefined,
  onMessage: (message: StreamMessage) => void,
  onConnection: (connection: Connection) => void,
): { close(): void } {
  let last = lastEventId;
  let wait = reopenMs.first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source = open();

  function open(): EventSource {
    const opened = new EventSource(eventsUrl(batchId, last));
    opened.onopen = () => {
      wait = reopenMs.first;
      onConnection('live');
    };
    opened.onerror = () => {
      onConnection('lost');
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => {
        source = open();
      }, wait);
      wait = Math.min(wait * 2, reopenMs.most);
    };
    for (const event of names)
      opened.addEventListener(event, (message) => take(event, message as MessageEvent<string>));
    return opened;
  }

  function take(event: StreamMessage['event'], { data, lastEventId: id }: MessageEvent<string>): void {
    if (id !== '') last = id;
    onMessage({ event, id, data: JSON.parse(data) } as StreamMessage);
    if (event !== 'end') return;
    source.close();
    onConnection('over');
  }

  return {
    close() {
      clearTimeout(timer);
      source.close();
    },
  };
}
