import { inLanes } from '../../../../src/client/in-lanes.ts';
import { endless, withRetries } from '../../../../src/client/retry.ts';
import { createTotals, type Totals } from '../../../../src/client/upload-totals.ts';
import type { ChosenFile } from './chosen-files.ts';
import { isGone, type SendOptions } from './send-file.ts';

export interface UploadItem extends ChosenFile {
  state: 'waiting' | 'sending' | 'stored' | 'failed';
  /** Bytes with Argus or on the way. */
  sent: number;
  /** Why it failed, or what it waits for. */
  problem: string | undefined;
}

export interface BatchUploadDeps {
  send(chosen: ChosenFile, options: SendOptions): Promise<void>;
  endpoint: string;
  /** Where the file's upload stands, kept across visits. */
  urlOf(chosen: ChosenFile): string | undefined;
  keepUrl(chosen: ChosenFile, url: string | undefined): void;
  /** Called on every change. */
  onChange(): void;
}

/** Browsers open six connections to a server; the page itself needs some. */
const lanes = 3;

/** Uploads files to a batch, some at a time, through any failure of the link, until it is stopped. */
export class BatchUpload {
  readonly items: UploadItem[];
  readonly #deps: BatchUploadDeps;
  readonly #totals = createTotals();
  #stop: AbortController | undefined;

  /** `stored`: paths and sizes that the batch has already. */
  constructor(files: readonly ChosenFile[], stored: ReadonlyMap<string, number>, deps: BatchUploadDeps) {
    this.#deps = deps;
    this.items = files.map((chosen) => {
      const there = stored.get(chosen.path) === chosen.size;
      return { ...chosen, state: there ? 'stored' : 'waiting', sent: 0, problem: undefined };
    });
    this.#totals.add(this.items);
    for (const item of this.items.filter(({ state }) => state === 'stored')) {
      this.#totals.resumed(item, item.size);
      this.#totals.stored(item);
    }
  }

  get running(): boolean {
    return this.#stop !== undefined;
  }

  /** @param nowMs milliseconds since 1970. */
  totals(nowMs: number): Totals {
    return this.#totals.now(nowMs);
  }

  /** Uploads what is not stored yet, the failed ones again. Resolves when all are stored or failed, or after `stop`. */
  async run(): Promise<void> {
    if (this.#stop) return;
    const stop = new AbortController();
    this.#stop = stop;
    const open = this.items.filter(({ state }) => state !== 'stored');
    for (const item of open) this.#change(item, { state: 'waiting', problem: undefined });
    await inLanes(open, lanes, (item) => this.#upload(item, stop.signal));
    this.#stop = undefined;
    this.#deps.onChange();
  }

  /** What has arrived stays; `run` goes on from there. */
  stop(): void {
    this.#stop?.abort();
  }

  async #upload(item: UploadItem, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    let { sent } = item;
    try {
      await withRetries(() => this.#attempt(item, signal), {
        policy: endless,
        signal,
        gotFurther: () => {
          const further = item.sent > sent;
          sent = item.sent;
          return further;
        },
        onRetry: ({ message }) => this.#change(item, { problem: message }),
      });
      this.#deps.keepUrl(item, undefined);
      this.#totals.stored(item);
      this.#change(item, { state: 'stored', sent: item.size, problem: undefined });
    } catch (error) {
      if (signal.aborted) return this.#change(item, { state: 'waiting', problem: undefined });
      const problem = error instanceof Error ? error.message : String(error);
      this.#change(item, { state: 'failed', problem });
    }
  }

  async #attempt(item: UploadItem, signal: AbortSignal): Promise<void> {
    this.#change(item, { state: 'sending' });
    const url = this.#deps.urlOf(item);
    let goesOn = url !== undefined;
    try {
      await this.#deps.send(item, {
        endpoint: this.#deps.endpoint,
        url,
        signal,
        onBegun: (begun) => this.#deps.keepUrl(item, begun),
        onSent: (sent) => {
          // The first figure of an upload that goes on holds what was there before.
          if (goesOn) this.#totals.resumed(item, sent);
          else this.#totals.sent(item, sent, Date.now());
          goesOn = false;
          this.#change(item, { sent, problem: undefined });
        },
      });
    } catch (error) {
      // Given up after a long silence: it begins anew. Without an upload of its own it is the batch that is gone.
      if (url === undefined || !isGone(error)) throw error;
      this.#deps.keepUrl(item, undefined);
      await this.#attempt(item, signal);
    }
  }

  #change(item: UploadItem, change: Partial<UploadItem>): void {
    Object.assign(item, change);
    this.#deps.onChange();
  }
}
