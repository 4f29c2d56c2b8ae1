import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSharedStreams, type FollowBatch } from '../../../console/src/lib/shared-streams.ts';
import type { Connection } from '../../../src/client/follow-batch.ts';
import type { StreamMessage } from '../../../src/client/stream-message.ts';
import { until } from '../../support/until.ts';

const event = (seq: number): StreamMessage =>
  ({ event: 'status', id: String(seq), data: {} }) as unknown as StreamMessage;

/** A server whose streams the test writes, and tabs of one browser that follow its batches. */
function browser() {
  const streams: { batchId: string; after: string | undefined; send: (seq: number) => void; end(): void }[] =
    [];
  const ended = new Set<string>();
  const open: FollowBatch = (batchId, after, onMessage, onConnection) => {
    const stream = {
      batchId,
      after,
      send: (seq: number) => onMessage(event(seq)),
      end() {
        ended.add(batchId);
        onConnection('over');
      },
    };
    streams.push(stream);
    onConnection(ended.has(batchId) ? 'over' : 'live');
    return {
      close() {
        const at = streams.indexOf(stream);
        if (at >= 0) streams.splice(at, 1);
      },
    };
  };
  const tab = (batchId: string, lastEventId?: string) => {
    const heard: string[] = [];
    let connection: Connection = 'opening';
    const { close } = createSharedStreams(open, navigator.locks)(
      batchId,
      lastEventId,
      ({ id }) => heard.push(id),
      (now) => {
        connection = now;
      },
    );
    return { heard, close, connection: () => connection };
  };
  const first = () => streams[0] ?? expect.unreachable('there is no stream');
  return { streams, tab, first };
}

test('tabs of one batch share a stream, and each hears everything once, whenever it comes', async () => {
  const { streams, tab, first } = browser();
  const batchId = randomUUID();
  const tabs = [tab(batchId)];
  await until('the stream', () => streams.length === 1);
  first().send(1);
  first().send(2);
  for (let i = 0; i < 7; i += 1) tabs.push(tab(batchId));
  first().send(3);
  await until('all to be live', () => tabs.every(({ connection }) => connection() === 'live'));
  first().send(4);
  await until('all to hear', () => tabs.every(({ heard }) => heard.at(-1) === '4'));
  expect(tabs.map(({ heard }) => heard.join(' '))).toEqual(tabs.map(() => '1 2 3 4'));
  expect(streams).toHaveLength(1);
  for (const { close } of tabs) close();
});

test('tabs that are opened at the same moment share a stream too', async () => {
  const { streams, tab, first } = browser();
  const batchId = randomUUID();
  const tabs = Array.from({ length: 7 }, () => tab(batchId));
  await until('all to be live', () => tabs.every(({ connection }) => connection() === 'live'));
  first().send(1);
  await until('all to hear', () => tabs.every(({ heard }) => heard.join(' ') === '1'));
  expect(streams).toHaveLength(1);
  for (const { close } of tabs) close();
});

test('when the tab with the stream is closed, another one continues after the last event', async () => {
  const { streams, tab, first } = browser();
  const batchId = randomUUID();
  const closing = tab(batchId);
  await until('the stream', () => streams.length === 1);
  const staying = tab(batchId);
  first().send(1);
  await until('both to hear', () => staying.heard.length === 1);
  closing.close();
  await until('another stream', () => streams[0]?.after === '1');
  first().send(2);
  await until('the other to hear', () => staying.heard.join(' ') === '1 2');
  expect(closing.heard).toEqual(['1']);
  staying.close();
});

test('the end of the run ends it in every tab, and frees the stream', async () => {
  const { streams, tab, first } = browser();
  const batchId = randomUUID();
  const tabs = [tab(batchId), tab(batchId)];
  await until('both to be live', () => tabs.every(({ connection }) => connection() === 'live'));
  first().send(1);
  first().end();
  await until('both to end', () => tabs.every(({ connection }) => connection() === 'over'));
  await until('no stream', () => streams.length === 0);
});

test('a browser has four streams at most; the fifth batch gets the next that is free', async () => {
  const { streams, tab } = browser();
  const tabs = Array.from({ length: 5 }, () => tab(randomUUID()));
  await until('four streams', () => streams.length === 4);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect(streams).toHaveLength(4);
  // It waits for one of them, whichever that is.
  const waiting = tabs.filter(({ connection }) => connection() === 'opening');
  expect(waiting).toHaveLength(1);
  for (const one of tabs) if (!waiting.includes(one)) one.close();
  await until('its stream', () => waiting[0]?.connection() === 'live');
  waiting[0]?.close();
});

test('a page that is opened again hears everything again, and keeps it once for tabs that come later', async () => {
  const batchId = randomUUID();
  const streams = new Set<(message: StreamMessage) => void>();
  const open: FollowBatch = (_batchId, _after, onMessage) => {
    streams.add(onMessage);
    return { close: () => streams.delete(onMessage) };
  };
  const follow = createSharedStreams(open, navigator.locks);
  const visit = async () => {
    const page = follow(
      batchId,
      undefined,
      () => undefined,
      () => undefined,
    );
    await until('the stream', () => streams.size === 1);
    for (const send of streams) for (const seq of [1, 2]) send(event(seq));
    return page;
  };
  (await visit()).close();
  await until('no stream', () => streams.size === 0);
  const again = await visit();

  const channel = new BroadcastChannel(`argus-batch-${batchId}`);
  const answer = new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve(data);
  });
  channel.postMessage({ kind: 'hello', from: 'a later tab' });
  expect(await answer).toMatchObject({ kind: 'so far', messages: [event(1), event(2)] });
  channel.close();
  again.close();
});

test('without locks each tab has its own stream', () => {
  const open: FollowBatch = () => ({ close: () => undefined });
  expect(createSharedStreams(open, undefined)).toBe(open);
});
