import type { Connection } from '../../../src/client/follow-batch.ts';
import type { StreamMessage } from '../../../src/client/stream-message.ts';

/** Follows a batch from an event on, until its run is over or it is closed. */
export type FollowBatch = (
  batchId: string,
  lastEventId: string | undefined,
  onMessage: (message: StreamMessage) => void,
  onConnection: (connection: Connection) => void,
) => { close(): void };

/** What tabs say to each other about a batch. */
type Said =
  | { kind: 'hello'; from: string }
  /** From a tab that leads from now on: whoever said hello before has to say it again. */
  | { kind: 'leading' }
  | { kind: 'so far'; to: string; messages: StreamMessage[]; connection: Connection }
  | { kind: 'message'; message: StreamMessage }
  | { kind: 'connection'; connection: Connection };

/** HTTP/1.1 allows a browser six connections to a host, over all its tabs; two are left for everything else. */
const mostStreams = 4;
/** Of one batch, for tabs that come later: those of a run are some dozens. */
const mostKept = 5_000;

/**
 * One stream for all tabs that show the same batch, and a few for all of the console: the tab that holds the lock of the batch
 * opens it and passes on what it hears. When that tab closes, the next one continues after the last event it has heard.
 * Without locks, which need HTTPS or this machine, each tab has its own.
 */
export function createSharedStreams(open: FollowBatch, locks: LockManager | undefined): FollowBatch {
  if (!locks || typeof BroadcastChannel === 'undefined') return open;
  let kept: { batchId: string; messages: StreamMessage[] } = { batchId: '', messages: [] };

  return (batchId, lastEventId, onMessage, onConnection) => {
    // Whoever follows from the beginning hears everything again.
    if (kept.batchId !== batchId || lastEventId === undefined) kept = { batchId, messages: [] };
    const tab = createTab(batchId, kept.messages, lastEventId, { open, onMessage, onConnection });
    locks
      .request(`argus-batch-${batchId}`, { signal: tab.signal }, () => withSlot(locks, tab.signal, tab.lead))
      .catch((error: unknown) => {
        if (!tab.signal.aborted) throw error;
      });
    return { close: tab.close };
  };
}

interface TabOptions {
  open: FollowBatch;
  onMessage: Parameters<FollowBatch>[2];
  onConnection: Parameters<FollowBatch>[3];
}

/**
 * A tab that hears what the leading one says, until it leads itself.
 * @param messages what this tab has heard of the batch, for tabs that come later.
 */
function createTab(
  batchId: string,
  messages: StreamMessage[],
  lastEventId: string | undefined,
  { open, onMessage, onConnection }: TabOptions,
) {
  const closed = new AbortController();
  const { signal } = closed;
  const channel = new BroadcastChannel(`argus-batch-${batchId}`);
  const say = (said: Said) => !signal.aborted && channel.postMessage(said);
  const self = `${Math.random()}`;
  let last = lastEventId;
  let connection: Connection = 'opening';
  let role: 'newcomer' | 'listener' | 'leader' = 'newcomer';

  const close = () => {
    closed.abort();
    channel.close();
  };
  const hear = (message: StreamMessage) => {
    if (message.id !== '') last = message.id;
    keep(messages, message);
    onMessage(message);
  };
  const connect = (now: Connection) => {
    connection = now;
    onConnection(now);
    if (now === 'over') close();
  };
  const join = (said: Said & { kind: 'so far' }) => {
    role = 'listener';
    for (const message of said.messages) if (isAfter(message, last)) hear(message);
    connect(said.connection);
  };
  const greet = () => say({ kind: 'hello', from: self });
  /** What is said before a newcomer knows what was so far is part of that. */
  const arrive = (said: Said) => {
    if (said.kind === 'leading') greet();
    if (said.kind === 'so far' && said.to === self) join(said);
  };
  const listen = (said: Said) => {
    if (said.kind === 'message') hear(said.message);
    if (said.kind === 'connection') connect(said.connection);
  };
  channel.onmessage = ({ data: said }: MessageEvent<Said>) => {
    if (role === 'listener') listen(said);
    else if (role === 'newcomer') arrive(said);
    else if (said.kind === 'hello') say({ kind: 'so far', to: said.from, messages, connection });
  };
  greet();

  return {
    signal,
    close,
    /** Opens the stream; resolves when the run is over, or the tab is closed. */
    lead: () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        role = 'leader';
        say({ kind: 'leading' });
        const own = open(
          batchId,
          last,
          (message) => {
            hear(message);
            say({ kind: 'message', message });
          },
          (now) => {
            say({ kind: 'connection', connection: now });
            connect(now);
          },
        );
        const end = () => {
          own.close();
          resolve();
        };
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      }),
  };
}

/** Holds one of the few slots meanwhile. Without a free one it waits, and the page asks for the batch now and then. */
async function withSlot(locks: LockManager, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (let slot = 0; slot < mostStreams; slot += 1) {
    const worked = await locks.request(slotName(slot), { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
    if (worked) return;
  }
  await locks.request(slotName(Math.floor(Math.random() * mostStreams)), { signal }, work);
}

const slotName = (slot: number) => `argus-stream-${slot}`;

/** Of the progress only the newest counts. */
function keep(messages: StreamMessage[], message: StreamMessage): void {
  if (message.event === 'progress' && messages.at(-1)?.event === 'progress') messages.pop();
  messages.push(message);
  if (messages.length > mostKept) messages.shift();
}

/** Ids begin with the number of the event; the progress has that of the event before it, and may be repeated. */
function isAfter({ event, id }: StreamMessage, last: string | undefined): boolean {
  if (last === undefined || event === 'progress') return true;
  return Number.parseInt(id, 10) > Number.parseInt(last, 10);
}
