import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FrameHandlers } from '../../../../../src/recordings/meaning/can/frame-handlers.ts';
import expected from '../../../../oracles/can-traces/expected.json' with { type: 'json' };
import { samples } from '../../../../oracles/can-traces/samples.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

/** Every frame as the readers deliver it, before any protocol is decoded. */
const frames = vi.hoisted(() => [] as { timeNs: bigint; id: number; kind: string; data: string }[]);
vi.mock('../../../../../src/recordings/meaning/can/frame-handlers.ts', async (original) => ({
  ...(await original<object>()),
  createFrameHandlers: (): FrameHandlers => ({
    of: ({ id, extended }) => [
      (high, low, data, start, length) => {
        const timeNs = (BigInt(high) << 32n) | BigInt(low);
        const bytes = Buffer.from(data.subarray(start, start + length)).toString('hex');
        frames.push({ timeNs, id, kind: extended ? 'xd' : 'sd', data: bytes });
      },
    ],
    candidates: () => [],
    finish: () => {},
  }),
}));

/**
 * Where we count other frames than python-can 4.6 and are right. In a candump log the controller's states are frames;
 * it treats all of them as error frames, as we do. It skips the error frames of a TRC (`Error`, `ER`), which are
 * frames on the bus like those of the other formats.
 */
const errorFramesNotRead: Record<string, number> = { 'v1.3.trc': 16, 'v2.1.trc': 16 };

/** Frames of these buses count; it skips them. */
const otherBuses = /^(?:LIN|Ethernet|FlexRay) /;

/** It does not read the start time of version 1.0, which is in a comment. */
const startsNotRead = ['v1.0.trc'];

/** Names of interfaces stay unchanged, channels count from 0 in python-can; those of a TRC it returns unchanged. */
function topicOf(file: string, name: string): string {
  const [channel = '', id] = name.split(' ');
  if (channel.startsWith('can')) return name;
  if (channel === 'None') return `CAN 1 ${id}`;
  return `CAN ${Number(channel) + (file.endsWith('.trc') ? 0 : 1)} ${id}`;
}

function digest(first: bigint): string {
  const hash = createHash('sha256');
  for (const { timeNs, id, kind, data } of frames) {
    const since = Math.round(Number(timeNs - first) / 1000);
    hash.update(`${since} ${id.toString(16)} ${kind} ${data}\n`);
  }
  return hash.digest('hex');
}

beforeEach(() => {
  frames.length = 0;
});

describe.each(Object.entries(expected.files))(`what ${expected.reader} reads of %s`, (file, answer) => {
  test('is what we read', async () => {
    const summary = await summarise(samples[file]?.() ?? new Uint8Array());
    expect(summary.verdict.code).toBe('ok');
    const more = errorFramesNotRead[file] ?? 0;
    const others = summary.topics.filter(({ name }) => otherBuses.test(name));
    const onOthers = others.reduce((sum, topic) => sum + topic.message_count, 0);
    expect(onOthers > 0).toBe(file.startsWith('other-buses'));
    expect(summary.message_count).toBe(answer.frames + more + onOthers);
    const isError = (name: string) => name.endsWith('error frames');
    const errors = summary.topics.filter(({ name }) => isError(name));
    expect(errors.reduce((sum, topic) => sum + topic.message_count, 0)).toBe(answer.error_frames + more);

    const counted = summary.topics.filter(({ name }) => !isError(name) && !otherBuses.test(name));
    expect(
      Object.fromEntries(counted.map((topic) => [topic.name, [topic.message_count, topic.bytes]])),
    ).toEqual(
      Object.fromEntries(
        Object.entries(answer.topics).map(([name, counts]) => [topicOf(file, name), counts]),
      ),
    );
    const start = BigInt(summary.span?.start_ns ?? 0);
    expect(digest(start)).toBe(answer.sha256);
    if (!startsNotRead.includes(file)) {
      expect(Number(start) / 1e9).toBeCloseTo(answer.first, 5);
      expect(Number(summary.span?.end_ns) / 1e9).toBeCloseTo(answer.last, 5);
    }
  });
});
