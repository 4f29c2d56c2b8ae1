import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { type SampleMessage, type SampleSignal, writeDbc } from '../../../../../samples/dbc/dbc-writer.ts';
import { countersOf } from '../../../../../src/recordings/meaning/dbc/find-counter.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { feed, onBus } from '../../../../support/recordings/feed.ts';

const databaseOf = (...messages: SampleMessage[]) =>
  openDatabase('test.dbc', Buffer.from(writeDbc(messages)));

const named = (...names: string[]) => {
  const signals = names.map((name, index): SampleSignal => ({ name, start: index * 8, size: 8 }));
  const [message] = databaseOf({ id: 0x100, name: 'M', length: 8, signals }).messages;
  const [index] = message ? countersOf(message) : [];
  return index === undefined ? undefined : names[index];
};

describe('the counter of a protected message', () => {
  test.each([
    ['COUNTER', 'CHECKSUM'],
    ['COUNTER', '_CHECKSUM'],
    ['ESP_05_BZ', 'ESP_05_CRC'],
    ['CF_Mdps_AliveCnt', 'CF_Mdps_Chksum'],
    ['CF_Tcu_Alive3', 'CF_Tcu_ChkSum3'],
    ['DI_torque1Counter', 'DI_torque1Checksum'],
    ['CR_Yrs_MsgCnt1', 'CR_Yrs_Crc1'],
    ['FLRRRollingCount', 'FLRRBurstChecksum'],
    ['ALIV_TORQ_2_DME', 'CHKSM_TORQ_2_DME'],
    ['Counter_191', 'Checksum_191'],
    ['CTR', 'CHK'],
    ['Door_ALIV', 'Door_CHKSM'],
    ['MSG_CNT_LOWER_CNT', 'CRC8'],
  ])('is %s beside %s', (counter, checksum) => {
    expect(named('Speed', counter, checksum)).toBe(counter);
  });

  test.each([
    [['COUNTER', 'Speed']],
    [['CHECKSUM', 'Speed']],
    [['COUNTER1', 'COUNTER2', 'CHECKSUM']],
    [['OdoCount', 'CHECKSUM']],
    [['Discount', 'CRC']],
    [['WheelPulseCountFrL', 'CRC']],
    [['TrunkCntrlActive', 'CHECKSUM']],
    [['BasicStatus', 'COUNTER']],
  ])('is not in %j', (names) => {
    expect(named(...names)).toBeUndefined();
  });

  test('is not one that a multiplexer selects, or of one bit', () => {
    const message = (counter: Partial<SampleSignal>): SampleMessage => ({
      id: 0x100,
      name: 'M',
      length: 8,
      signals: [
        { name: 'Page', start: 0, size: 4, multiplex: 'M' },
        { name: 'COUNTER', start: 8, size: 4, ...counter },
        { name: 'CHECKSUM', start: 16, size: 8 },
      ],
    });
    const found = (counter: Partial<SampleSignal>) =>
      databaseOf(message(counter)).messages.map((each) => countersOf(each)[0]);
    expect(found({})).toEqual([1]);
    expect(found({ multiplex: 'm1' })).toEqual([undefined]);
    expect(found({ size: 1 })).toEqual([undefined]);
  });
});

describe('frames by their counter', () => {
  const period = 0.02;
  const database = (size = 4) =>
    databaseOf({
      id: 0x100,
      name: 'Brakes',
      length: 8,
      signals: [
        { name: 'Brakes_BZ', start: 8, size },
        { name: 'Brakes_CRC', start: 0, size: 8 },
      ],
    });

  /** Frames with these counters, one each period; `null` is a period without one. */
  const frames = (counters: readonly (number | null)[]): TimedFrame[] =>
    counters.flatMap((counter, index) =>
      counter === null
        ? []
        : [
            {
              at: index * period,
              id: 0x100,
              extended: false,
              data: Uint8Array.of((index * 37) & 0xff, counter, 0, 0, 0, 0, 0, 0),
            },
          ],
    );
  const counted = (sent: TimedFrame[], size = 4) => feed(onBus(sent), [database(size)]).topics[0]?.counter;
  const turns = (count: number, modulus = 16, first = 0) =>
    Array.from({ length: count }, (_, index) => first + (index % modulus));

  test.each([
    ['0 to 15', 16, 0],
    ['0 to 14', 15, 0],
    ['1 to 15', 15, 1],
    ['0 to 3', 4, 0],
  ])('that counts from %s: nothing is lost', (_, modulus, first) => {
    expect(counted(frames(turns(300, modulus, first)))).toEqual({
      signal: 'Brakes_BZ',
      due: 299,
      lost: 0,
      repeated: 0,
    });
  });

  test('are lost where it goes on by more, with the place of the first', () => {
    const sent: (number | null)[] = turns(300);
    for (const at of [100, 101, 200]) sent[at] = null;
    expect(counted(frames(sent))).toEqual({
      signal: 'Brakes_BZ',
      due: 299,
      lost: 3,
      repeated: 0,
      lost_at: { time_ns: '1773475202040000000', topic: 'CAN 1 0x100', offset: 10_000 },
    });
  });

  test('are repeated where it stands still', () => {
    const sent = turns(300).flatMap((counter, index) => (index === 150 ? [counter, counter] : [counter]));
    expect(counted(frames(sent))).toMatchObject({ due: 300, lost: 0, repeated: 1 });
  });

  test('noted twice by a recorder are no repetition', () => {
    const sent = frames(turns(300)).flatMap((each) => [each, { ...each, at: each.at + 0.0001 }]);
    expect(counted(sent)).toMatchObject({ due: 299, lost: 0, repeated: 0 });
  });

  test('are counted from a first pair with the same time on', () => {
    const sent: (number | null)[] = turns(300);
    sent[100] = null;
    const [first, ...others] = frames(sent);
    const together = [{ ...first, at: period }, ...others] as TimedFrame[];
    expect(counted(together)).toMatchObject({ due: 299, lost: 1, repeated: 0 });
  });

  test('that a pause of the recorder swallows are not counted', () => {
    const sent: (number | null)[] = turns(600);
    sent.fill(null, 200, 253);
    expect(counted(frames(sent))).toMatchObject({ due: 545, lost: 0, repeated: 0 });
  });

  test('of a counter that does not count them say nothing', () => {
    expect(counted(frames(turns(300).map((_, index) => (index >> 1) & 15)))).toBeUndefined();
    expect(counted(frames(turns(300).map((_, index) => (index * index) & 15)))).toBeUndefined();
    expect(counted(frames(turns(300).fill(0)))).toBeUndefined();
    expect(counted(frames(turns(150)))).toBeUndefined();
  });

  test('of a wide counter are counted as well', () => {
    const sent: (number | null)[] = turns(1_000, 256);
    sent[300] = null;
    expect(counted(frames(sent), 8)).toMatchObject({ due: 999, lost: 1, repeated: 0 });
  });

  test('what is lost is counted to the frame, whatever is lost', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 20, max: 980 }), { maxLength: 30 }),
        fc.constantFrom(15, 16),
        (missing, modulus) => {
          const sent: (number | null)[] = turns(1_000, modulus);
          for (const at of missing) sent[at] = null;
          // More than a turn of the counter in a row cannot be told from fewer.
          const runs = [...missing].sort((a, b) => a - b);
          fc.pre(!runs.some((at, index) => runs[index + 13] === at + 13));
          expect(counted(frames(sent))).toMatchObject({ due: 999, lost: missing.length, repeated: 0 });
        },
      ),
      { numRuns: 40 },
    );
  });
});
