import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followStamps, stampLayoutOf } from '../../../../../src/recordings/meaning/decode/header-stamp.ts';
import { highOf, lowOf } from '../../../../../src/recordings/summary/nanoseconds.ts';
import { Timeline } from '../../../../../src/recordings/summary/timeline.ts';
import { TopicTracker } from '../../../../../src/recordings/summary/topic-tracker.ts';

const schema = (name: string, encoding: string, text = '') => ({ name, encoding, data: Buffer.from(text) });
const second = 1_000_000_000n;
const recorded = 1_773_000_000n * second;

type Encoding = 'ros1' | 'cdr' | 'big-endian cdr';

/** A message whose header has this stamp; of a list, after its length. */
function message(encoding: Encoding, sec: number, nsec: number, isList = false): DataView {
  const view = new DataView(new ArrayBuffer(40));
  const little = encoding !== 'big-endian cdr';
  if (encoding !== 'ros1') view.setUint8(1, little ? 1 : 0);
  const at = isList ? 8 : 4;
  if (isList) view.setUint32(encoding === 'ros1' ? 0 : 4, 1, little);
  view.setUint32(at, sec >>> 0, little);
  view.setUint32(at + 4, nsec, little);
  return view;
}

/** What a topic with these messages, each with the time of its recording, is found to have. */
function follow(encoding: Encoding, messages: [recordedNs: bigint, view: DataView][], isList = false) {
  const tracker = new TopicTracker({ name: '/t', type: 'T', encoding: '' }, new Timeline());
  const wire = encoding === 'ros1' ? 'ros1' : 'cdr';
  const read = followStamps(tracker, wire, { encoding: wire, at: isList ? 8 : 4, isList });
  for (const [time, view] of messages) {
    tracker.add(highOf(time), lowOf(time), view.byteLength, 0);
    read?.(view, 0, view.byteLength, highOf(time), lowOf(time), 7);
  }
  return tracker.summarise(new Set([0])).stamps;
}

describe('where the stamp is', () => {
  test.each([
    ['sensor_msgs/msg/Imu', 'ros2msg', '', { encoding: 'cdr', at: 4, isList: false }],
    ['sensor_msgs/Imu', 'ros1msg', '', { encoding: 'ros1', at: 4, isList: false }],
    ['tf2_msgs/msg/TFMessage', 'ros2msg', '', { encoding: 'cdr', at: 8, isList: true }],
    ['tf/tfMessage', 'ros1msg', '', { encoding: 'ros1', at: 8, isList: true }],
    [
      'my/Own',
      'ros1msg',
      '# Note\nint8 A=1\n\nHeader header\nint8 b',
      { encoding: 'ros1', at: 4, isList: false },
    ],
    ['my/msg/Own', 'ros2msg', 'std_msgs/Header header', { encoding: 'cdr', at: 4, isList: false }],
    ['sensor_msgs/msg/Imu', '', '', { encoding: 'cdr', at: 4, isList: false }],
  ])('%s, %s', (name, encoding, text, layout) => {
    expect(stampLayoutOf(schema(name, encoding, text))).toEqual(layout);
  });

  test.each([
    ['my/msg/Own', 'ros2msg', 'int32 a\nstd_msgs/Header header'],
    ['my/msg/Own', 'ros2msg', 'std_msgs/Header[] headers'],
    ['my/msg/Own', 'ros2idl', 'std_msgs/Header header'],
    ['sensor_msgs/Imu', 'jsonschema', ''],
    ['std_msgs/msg/String', 'ros2msg', 'string data'],
  ])('nowhere: %s, %s', (name, encoding, text) => {
    expect(stampLayoutOf(schema(name, encoding, text))).toBeUndefined();
  });

  test('not in messages of another encoding than their schema is for', () => {
    const tracker = new TopicTracker({ name: '/t', type: 'T', encoding: '' }, new Timeline());
    expect(
      followStamps(tracker, 'json', stampLayoutOf(schema('sensor_msgs/msg/Imu', 'ros2msg'))),
    ).toBeUndefined();
  });
});

describe('stamps beside the times of recording', () => {
  test.each<Encoding>(['ros1', 'cdr', 'big-endian cdr'])(
    '%s: lags are exact to the millisecond',
    (encoding) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 2 ** 31 - 1 }),
          fc.integer({ min: 0, max: 999_999_999 }),
          fc.boolean(),
          (sec, nsec, isList) => {
            const stamps = follow(encoding, [[recorded, message(encoding, sec, nsec, isList)]], isList);
            const lag = Number(recorded - BigInt(sec) * second - BigInt(nsec)) / 1e6;
            expect(stamps?.count).toBe(1);
            expect(Math.abs((stamps?.least_lag_ms ?? Number.NaN) - lag)).toBeLessThan(1);
            expect(stamps?.greatest_lag_ms).toBe(stamps?.least_lag_ms);
          },
        ),
      );
    },
  );

  test('steps back are counted from one second on, but not in lists', () => {
    const at = (i: number, sec: number): [bigint, DataView] => [
      recorded + BigInt(i) * second,
      message('cdr', 1_773_000_000 + sec, 0),
    ];
    expect(follow('cdr', [at(0, 0), at(1, 1), at(2, 0), at(3, 3)])).toMatchObject({
      back: 1,
      back_most_ms: 1_000,
      back_at: { time_ns: String(recorded + 2n * second), topic: '/t', offset: 7 },
      least_lag_ms: 0,
      greatest_lag_ms: 2_000,
    });
    const list = (i: number, sec: number): [bigint, DataView] => [
      recorded + BigInt(i) * second,
      message('cdr', 1_773_000_000 + sec, 0, true),
    ];
    expect(follow('cdr', [list(0, 0), list(1, 1), list(2, 0)], true)?.back).toBe(0);
  });

  test('what is no stamp is none', () => {
    const none = [message('cdr', 0, 0), message('cdr', -5, 0), message('cdr', 5, 1_000_000_000)];
    const messages = none.map((view): [bigint, DataView] => [recorded, view]);
    expect(follow('cdr', messages)).toBeUndefined();
    expect(follow('cdr', [...messages, [recorded, message('cdr', 1_773_000_000, 0)]])).toMatchObject({
      count: 1,
      unset: 3,
    });
    const short = new DataView(new ArrayBuffer(11));
    expect(follow('cdr', [[recorded, short]])).toBeUndefined();
    const packed = message('cdr', 1_773_000_000, 0);
    packed.setUint32(0, 0xfd2fb528, true);
    expect(follow('cdr', [[recorded, packed]])).toBeUndefined();
  });
});
