/** Why a message that was read is not in the file. */
export type LeftOutReason = 'too_large' | 'undecoded' | 'no_channel' | 'no_time' | 'counted_only';

export const leftOutReasons: Record<LeftOutReason, string> = {
  too_large: 'not whole, or larger than a message may be',
  undecoded: 'without a definition by which they could be decoded',
  no_channel: 'on more channels than MCAP allows',
  counted_only: 'that are no messages to a viewer: packets, control messages, error frames',
  no_time: 'with times before 1970 or beyond the range of MCAP',
};

export interface LeftOutMessages {
  topic: string;
  reason: LeftOutReason;
  messages: number;
}

/** Topics that are told apart; the rest is counted together. */
const mostTopics = 1_000;

/** Counts messages that were read but not written. */
export class LeftOut {
  readonly #counts = new Map<string, LeftOutMessages>();

  count(topic: string, reason: LeftOutReason, messages = 1): void {
    const key = `${reason}\n${topic}`;
    const present = this.#counts.get(key);
    if (present) {
      present.messages += messages;
      return;
    }
    if (topic !== '' && this.#counts.size >= mostTopics) this.count('', reason, messages);
    else this.#counts.set(key, { topic, reason, messages });
  }

  addAll(other: LeftOut): void {
    for (const { topic, reason, messages } of other.list()) this.count(topic, reason, messages);
  }

  list(): LeftOutMessages[] {
    return [...this.#counts.values()];
  }
}
