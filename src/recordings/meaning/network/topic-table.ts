import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';

/**
 * Topics of one kind by a number, without allocating a string per message; further ones than `most` are counted
 * together.
 */
export class TopicTable {
  readonly #open: (key: TopicKey) => TopicTracker;
  readonly #trackers = new Map<number, TopicTracker>();
  readonly #most: number;
  readonly #others: TopicKey;
  #overflow: TopicTracker | undefined;

  constructor(open: (key: TopicKey) => TopicTracker, others: TopicKey, most = 1_024) {
    this.#open = open;
    this.#others = others;
    this.#most = most;
  }

  find(number: number): TopicTracker | undefined {
    return this.#trackers.get(number);
  }

  /** For a number that `find` does not know. */
  open(number: number, key: TopicKey): TopicTracker {
    if (this.#trackers.size >= this.#most) {
      this.#overflow ??= this.#open(this.#others);
      return this.#overflow;
    }
    const tracker = this.#open(key);
    this.#trackers.set(number, tracker);
    return tracker;
  }
}
