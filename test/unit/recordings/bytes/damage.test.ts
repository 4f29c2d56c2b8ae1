import { expect, test } from 'vitest';
import { DamageLog } from '../../../../src/recordings/bytes/damage.ts';

function damagedAt(places: number[]): DamageLog {
  const damage = new DamageLog();
  for (const place of places) damage.add('corrupt', place, place + 1, 'a record is damaged');
  return damage;
}

test.each([
  [0, 'The recording is whole but holds no messages.'],
  [1, 'The one message was read.'],
  [12_000, 'All 12,000 messages were read.'],
])('of an intact recording with %i messages the verdict is a sentence', (messages, sentence) => {
  expect(new DamageLog().verdict(messages).message).toBe(sentence);
});

test.each([
  [[7], 0, 'At byte 7 a record is damaged; no message could be read.'],
  [[7, 9], 1, 'At byte 7 a record is damaged (and 1 more place); 1 message could be read.'],
  [[7, 9, 12], 2, 'At byte 7 a record is damaged (and 2 more places); 2 messages could be read.'],
])(
  'of a recording damaged at %j the verdict names the first place and counts the others',
  (places, messages, sentence) => {
    expect(damagedAt(places).verdict(messages).message).toBe(sentence);
  },
);
