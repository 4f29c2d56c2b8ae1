import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSseConnection } from '../../../../src/api/stream/sse-connection.ts';

/** A response whose client reads everything at once, or nothing while it is `stuck`. */
function response() {
  const sent: Buffer[] = [];
  const calls: string[] = [];
  const state = { stuck: false };
  const fake = Object.assign(new EventEmitter(), {
    writableLength: 0,
    writeHead: () => undefined,
    write(frame: Buffer) {
      sent.push(frame);
      if (state.stuck) fake.writableLength += frame.length;
      return !state.stuck;
    },
    end: () => calls.push('end'),
    destroy() {
      calls.push('destroy');
      fake.emit('close');
    },
    read() {
      state.stuck = false;
      fake.writableLength = 0;
      fake.emit('drain');
    },
  });
  const connection = openSseConnection(
    fake as unknown as ServerResponse,
    {},
    {
      onRoom: () => calls.push('room'),
      onClosed: () => calls.push('closed'),
    },
  );
  sent.length = 0;
  return { fake, connection, state, sent, calls };
}

const frame = Buffer.from('data: 1\n\n');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a silent stream gets a comment now and then, the same bytes for all; one with messages needs none', () => {
  const [silent, busy] = [response(), response()];
  for (let second = 0; second < 60; second += 10) {
    busy.connection.send(frame);
    vi.advanceTimersByTime(10_000);
  }
  expect(silent.sent.map(String)).toEqual(Array(4).fill(': still here\n\n'));
  expect(silent.sent[1]).toBe(silent.sent[0]);
  expect(busy.sent).toEqual(Array(6).fill(frame));
});

test('a client that does not read has no room, and is disconnected after half a minute', () => {
  const { connection, state, sent, calls } = response();
  state.stuck = true;
  connection.send(frame);
  expect(connection.hasRoom()).toBe(false);
  vi.advanceTimersByTime(29_999);
  expect([calls, sent]).toEqual([[], [frame]]);
  vi.advanceTimersByTime(1);
  expect(calls).toEqual(['destroy', 'closed']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a client that reads again has room again, and as much time as before', () => {
  const { fake, connection, state, calls } = response();
  for (let times = 0; times < 3; times += 1) {
    state.stuck = true;
    connection.send(frame);
    vi.advanceTimersByTime(20_000);
    fake.read();
    expect(connection.hasRoom()).toBe(true);
  }
  expect(calls).toEqual(['room', 'room', 'room']);
});

test('after it was closed nothing is sent, and a client that does not read the rest is disconnected too', () => {
  const { connection, state, sent, calls } = response();
  state.stuck = true;
  connection.send(frame);
  connection.close();
  connection.send(frame);
  expect([connection.hasRoom(), sent, calls]).toEqual([false, [frame], ['end']]);
  vi.advanceTimersByTime(30_000);
  expect(calls).toEqual(['end', 'destroy', 'closed']);
});
