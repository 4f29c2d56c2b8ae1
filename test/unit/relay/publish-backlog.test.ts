import { expect, test } from 'vitest';
import type { StoredEvent } from '../../../src/domain/event.ts';
import { publishBacklog } from '../../../src/relay/publish-backlog.ts';

/** More than the relay reads at a time. */
const many = 1_200;

/** A table of events in memory, of which `onPublish` may change rows while Kafka takes some. */
function table(seqs: number[], onPublish: (rows: Map<number, string>) => void = () => undefined) {
  const rows = new Map(seqs.map((seq) => [seq, 'other']));
  const marked: number[] = [];
  const published: number[] = [];
  const deps = {
    topic: 'events',
    deadLetterTopic: 'dead',
    logger: { error: () => undefined },
    async publish(_topic: string, messages: { value: string }[]) {
      onPublish(rows);
      await Promise.resolve();
      published.push(...messages.map(({ value }) => (JSON.parse(value) as { seq: number }).seq));
    },
    events: {
      async unpublished(limit: number, taken: readonly number[] = []) {
        return [...rows.keys()]
          .filter((seq) => !marked.includes(seq) && !taken.includes(seq))
          .sort((a, b) => a - b)
          .slice(0, limit)
          .map((seq): StoredEvent => stored(seq, rows.get(seq) ?? ''));
      },
      async markPublished(done: number[]) {
        marked.push(...done);
      },
    },
  };
  return { deps, published, marked };
}

function stored(seq: number, batch_id: string): StoredEvent {
  const occurred_at = '2026-01-01T00:00:00Z';
  return {
    seq,
    batch_id,
    run: 1,
    event_id: `${seq}`,
    event_type: 'FileParsed',
    payload: { seq },
    occurred_at,
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 10);
const signal = new AbortController().signal;

test('a backlog of several pages is published once, in order, and marked', async () => {
  const { deps, published, marked } = table(upTo(many));
  await publishBacklog(deps, signal, () => undefined);
  expect(published).toEqual(upTo(many));
  expect(marked).toEqual(upTo(many));
});

test('an event committed late comes before the next one of its batch', async () => {
  let first = true;
  const late = 5;
  const next = 9_000;
  const { deps, published } = table(upTo(many), (rows) => {
    if (first) rows.set(late, 'slow').set(next, 'slow');
    first = false;
  });
  await publishBacklog(deps, signal, () => undefined);
  expect(published).toHaveLength(many + 2);
  expect(published.indexOf(late)).toBeLessThan(published.indexOf(next));
});

test('a page that cannot be marked fails the backlog, and no page is begun after the next one', async () => {
  const { deps, published } = table(upTo(many));
  deps.events.markPublished = () => Promise.reject(new Error('read-only'));
  await expect(publishBacklog(deps, signal, () => undefined)).rejects.toThrow('read-only');
  expect(published).toHaveLength(1_000);
});

test('stops between pages when it has to', async () => {
  const stop = new AbortController();
  const { deps, published, marked } = table(upTo(many), () => stop.abort());
  await publishBacklog(deps, stop.signal, () => undefined);
  expect(published).toHaveLength(500);
  expect(marked).toEqual(published);
});
