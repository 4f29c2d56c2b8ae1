import { expect, it } from 'vitest';
import { createMessageHandler } from '../../src/recordings/interpret/message-handler.ts';

const place = { timeNs: 5n, topic: '/t' };
const nothing = { code: () => undefined, metric: () => undefined, log: () => undefined };

function jsonHandler(name: string) {
  const schema = { name, encoding: 'jsonschema', data: Buffer.from('{}') };
  const handle = createMessageHandler({ topic: '/t', messageEncoding: 'json', schema }, nothing);
  return (text: string) => handle?.(Buffer.from(text), place);
}

it('wants no further message of a topic that shows no metric', () => {
  const handle = jsonHandler('Pose');
  const wanted = Array.from({ length: 5 }, () => handle('{"x": 1}'));
  expect(wanted).toEqual([true, true, true, true, false]);
});

it('goes on with a topic that shows one', () => {
  const handle = jsonHandler('Status');
  const wanted = Array.from({ length: 20 }, () => handle('{"cpu_usage": 50}'));
  expect(new Set(wanted)).toEqual(new Set([true]));
});

it('wants no further message of a known kind once five in a row cannot be decoded', () => {
  const handle = jsonHandler('foxglove.Log');
  const texts = ['{', '{', '{"level": 1}', '{', '{', '{', '{', '{'];
  expect(texts.map(handle)).toEqual([true, true, true, true, true, true, true, false]);
});
