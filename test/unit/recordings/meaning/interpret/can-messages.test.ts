import { parse } from '@foxglove/rosmsg';
import { MessageWriter as Ros1Writer } from '@foxglove/rosmsg-serialization';
import { MessageWriter as Ros2Writer } from '@foxglove/rosmsg2-serialization';
import { describe, expect, test } from 'vitest';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { type CanEvent, isSampleFrame } from '../../../../../samples/can/can-event.ts';
import { canFaults } from '../../../../../samples/can/can-faults.ts';
import { writeCandump } from '../../../../../samples/candump/write-candump.ts';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { BagFileWriter } from '../../../../../samples/ros1bag/bag-writer.ts';
import { Db3Writer } from '../../../../../samples/ros2db3/db3-writer.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { canFrameParser } from '../../../../../src/recordings/meaning/decode/can-frame-message.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { buildMcap } from '../../../../support/recordings/build-mcap.ts';

const header = (version: 1 | 2) =>
  `${'='.repeat(80)}\nMSG: std_msgs/Header\n${version === 1 ? 'uint32 seq\n' : ''}${version === 1 ? 'time' : 'builtin_interfaces/Time'} stamp\nstring frame_id\n`;
const frameFields = `std_msgs/Header header
uint32 id
bool is_rtr
bool is_extended
bool is_error
uint8 dlc
uint8[8] data
`;
const fdFields = `std_msgs/Header header
uint32 id
bool is_extended
bool is_error
uint8 len
uint8[<=64] data
`;
const time = `${'='.repeat(80)}\nMSG: builtin_interfaces/Time\nint32 sec\nuint32 nanosec\n`;
const ros1Definition = frameFields + header(1);
const ros2Definition = frameFields + header(2) + time;
const fdDefinition = fdFields + header(2) + time;

/** linux/can/error.h, as in the candump log. */
const errors: Partial<Record<string, [id: number, data: number[]]>> = {
  'error frame': [0x88, [0, 0, 4, 0, 0, 0, 0, 0]],
  'error warning': [0x84, [0, 8, 0, 0, 0, 0, 0, 0]],
  'error passive': [0x84, [0, 0x20, 0, 0, 0, 0, 0, 0]],
  'bus off': [0xc0, [0, 0, 0, 0, 0, 0, 0, 0]],
};

function messageOf(event: CanEvent, stamp: object) {
  const head = { seq: 0, stamp, frame_id: event.bus === 1 ? 'car' : 'a truck' };
  if (!isSampleFrame(event)) {
    const [id = 0, data = []] = errors[event.error] ?? [];
    return { header: head, id, is_rtr: false, is_extended: false, is_error: true, dlc: 8, len: 8, data };
  }
  const { id, extended, data } = event;
  const padded = [...data, ...new Array<number>(Math.max(0, 8 - data.length)).fill(0)];
  return {
    header: head,
    id,
    is_rtr: false,
    is_extended: extended,
    is_error: false,
    dlc: data.length,
    len: data.length,
    data: padded,
  };
}

/** What a candump log and both types of messages can report. */
const events = canDrive({ seconds: 30, faults: canFaults }).filter((event) =>
  isSampleFrame(event) ? !event.fd && !event.remote : event.error in errors,
);
const topicOf = ({ bus }: CanEvent) => `/can${bus}/rx`;
const databases = [openDatabase('vehicle.dbc', sampleDbc())];
const read = (bytes: Uint8Array) => summariseFile(bufferSource(bytes), { databases });

/** What does not depend on how frames are stored. */
function meaning({ codes, metrics, versions, databases: used }: FileSummary) {
  const inCandump = (text: string) => text.replaceAll(/\/(can\d)\/rx/g, '$1');
  return {
    codes: codes.map(({ code, severity, count }) => `${count} ${severity} ${inCandump(code)}`).sort(),
    metrics: metrics
      .filter(({ name, source }) => name !== 'bus_load_percent' && !source.endsWith(' traffic'))
      .map(({ name, source, count, max_milli }) => `${name} ${inCandump(source)} ${count} ${max_milli}`)
      .sort(),
    versions: versions
      .filter(({ component }) => !['recorder', 'ros_distro'].includes(component))
      .map(({ component, version }) => `${inCandump(component)} ${version}`),
    used,
  };
}

const ros2 = (definition: string) => {
  const writer = new Ros2Writer(parse(definition, { ros2: true }));
  return (event: CanEvent) => writer.writeMessage(messageOf(event, { sec: 0, nanosec: 0 }));
};

function mcap(type: string, definition: string): Uint8Array {
  const write = ros2(definition);
  const channels = new Map(
    [...new Set(events.map(topicOf))].map((topic) => [
      topic,
      { topic, encoding: 'cdr', schema: type, schemaEncoding: 'ros2msg', schemaData: definition },
    ]),
  );
  return buildMcap(
    events.flatMap((event) => {
      const channel = channels.get(topicOf(event));
      return channel ? [{ channel, data: write(event), timeNs: event.timeNs }] : [];
    }),
  );
}

function bag(): Uint8Array {
  const writer = new BagFileWriter();
  const message = new Ros1Writer(parse(ros1Definition, { ros2: false }));
  const ids = new Map<string, number>();
  for (const event of events) {
    const topic = topicOf(event);
    const id =
      ids.get(topic) ?? writer.connection({ topic, type: 'can_msgs/Frame', definition: ros1Definition });
    ids.set(topic, id);
    writer.message(id, event.timeNs, message.writeMessage(messageOf(event, { sec: 0, nsec: 0 })));
  }
  return writer.end();
}

/** A version that stores no definitions. */
function db3(): Uint8Array {
  const writer = new Db3Writer({ schemaVersion: 3 });
  const write = ros2(ros2Definition);
  const ids = new Map<string, number>();
  for (const event of events) {
    const name = topicOf(event);
    const id = ids.get(name) ?? writer.topic({ name, type: 'can_msgs/msg/Frame', definition: '' });
    ids.set(name, id);
    writer.message(id, event.timeNs, write(event));
  }
  return writer.end();
}

const containers = {
  'an MCAP': () => mcap('can_msgs/msg/Frame', ros2Definition),
  'an MCAP, of CAN FD': () => mcap('ros2_socketcan_msgs/msg/FdFrame', fdDefinition),
  'a ROS 1 bag': bag,
  'a ROS 2 bag in SQLite': db3,
};

const candump = await read(writeCandump(events));

describe.each(Object.entries(containers))('CAN frames as messages of %s', async (_, make) => {
  const summary = await read(make());

  test('report the same as in a candump log', () => {
    expect(meaning(candump).codes.length).toBeGreaterThan(5);
    expect(meaning(candump).metrics.length).toBeGreaterThan(5);
    expect(meaning(summary)).toEqual(meaning(candump));
  });

  test('are counted once, as messages of their topic', () => {
    expect(summary.message_count).toBe(events.length);
    expect(summary.topics.map((topic) => topic.name).sort()).toEqual(
      [...new Set(events.map(topicOf))].sort(),
    );
    expect(summary.metrics.map((metric) => metric.name)).not.toContain('bus_load_percent');
  });
});

describe('a message that is not a CAN frame', () => {
  test.each(['cdr', 'ros1'] as const)('is rejected, whatever its bytes (%s)', (encoding) => {
    const parse = canFrameParser(encoding, 'can_msgs/msg/Frame');
    for (let length = 0; length < 60; length += 1)
      for (const fill of [0, 1, 0x7f, 0xff]) {
        const frame = { id: 0, flags: 0, isError: false, start: 0, length: 0 };
        const view = new DataView(new Uint8Array(length + 3).fill(fill).buffer);
        if (parse?.(view, 3, length, frame))
          expect(frame.start + frame.length).toBeLessThanOrEqual(length + 3);
      }
  });

  test('of other types is not examined', () => {
    expect(canFrameParser('json', 'can_msgs/Frame')).toBeUndefined();
    expect(canFrameParser('cdr', 'std_msgs/msg/String')).toBeUndefined();
  });
});
