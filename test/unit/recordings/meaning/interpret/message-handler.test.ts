import { expect, test } from 'vitest';
import { createMessageHandler } from '../../../../../src/recordings/meaning/interpret/message-handler.ts';

const place = { timeNs: 5n, topic: '/t' };
const nothing = {
  code: () => undefined,
  metric: () => undefined,
  log: () => undefined,
  omit: () => undefined,
};

function jsonHandler(name: string) {
  const schema = { name, encoding: 'jsonschema', data: Buffer.from('{}') };
  const handle = createMessageHandler({ topic: '/t', messageEncoding: 'json', schema }, nothing);
  return (text: string) => handle?.(Buffer.from(text), place);
}

test('needs no further message of a topic without a metric', () => {
  const handle = jsonHandler('Pose');
  const wanted = Array.from({ length: 5 }, () => handle('{"x": 1}'));
  expect(wanted).toEqual([true, true, true, true, false]);
});

test('continues with a topic that has one', () => {
  const handle = jsonHandler('Status');
  const wanted = Array.from({ length: 20 }, () => handle('{"cpu_usage": 50}'));
  expect(new Set(wanted)).toEqual(new Set([true]));
});

test('needs no further message of a known kind once five in a row cannot be decoded', () => {
  const handle = jsonHandler('foxglove.Log');
  const texts = ['{', '{', '{"level": 1}', '{', '{', '{', '{', '{'];
  expect(texts.map(handle)).toEqual([true, true, true, true, true, true, true, false]);
});

test.each([
  ['json', 'foxglove.Log', '', '{', /^A message of 1 bytes on \/t is no valid JSON text/],
  [
    'ros1',
    'rosgraph_msgs/Log',
    'uint32 level uint32',
    'x',
    /^The recording's definition of rosgraph_msgs\/Log for \/t \(ros1\) cannot be read: .+\.$/,
  ],
  [
    'ros1',
    'rosgraph_msgs/Log',
    'string name\nuint32 level',
    '\xff\xff\xff\x7fabcd',
    /does not fit the definition of rosgraph_msgs\/Log in the recording \(ros1\): its fields would end/,
  ],
] as const)(
  'explains why %s messages cannot be decoded',
  (messageEncoding, name, definition, content, says) => {
    const messages: string[] = [];
    const findings = { ...nothing, code: ({ message }: { message: string }) => void messages.push(message) };
    const schema = { name, encoding: '', data: Buffer.from(definition) };
    const handle = createMessageHandler({ topic: '/t', messageEncoding, schema }, findings);
    handle?.(Buffer.from(content, 'latin1'), place);
    expect(messages).toEqual([expect.stringMatching(says)]);
  },
);
