import { describe, expect, test } from 'vitest';
import { writeDbf } from '../../../../../samples/databases/write-dbf.ts';
import { vehicleMessages } from '../../../../../samples/dbc/vehicle-messages.ts';
import { parseDatabase } from '../../../../../src/recordings/meaning/databases/parse-database.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const head = '[DATABASE_VERSION] 1.3\n[PROTOCOL] CAN\n';
const parse = (text: string, before = head) => parseDatabase(Buffer.from(before + text));

const message = (...lines: string[]) =>
  ['[START_MSG] A,291,8,1,1,S', ...lines.map((line) => `[START_SIGNALS] ${line}`), '[END_MSG]', ''].join(
    '\n',
  );

describe('a database of BUSMASTER', () => {
  test('places signals of both byte orders by their least significant bit', () => {
    // Eleven bits whose lowest is bit 1 of the second byte, in either order.
    const { messages, problems } = parse(
      message('Up,11,2,1,U,100,0,1,5,0.5,V,,E', 'Down,11,2,1,I,6,-6,0,0,1,,,E'),
    );
    expect(problems).toEqual([]);
    expect(messages[0]?.signals).toMatchObject([
      {
        name: 'Up',
        startBit: 9,
        size: 11,
        bigEndian: false,
        signed: false,
        offset: 5,
        factor: 0.5,
        unit: 'V',
      },
      { name: 'Down', startBit: 3, size: 11, bigEndian: true, signed: true },
    ]);
  });

  test('has names of values with quotes, and without them as the editor writes them', () => {
    const text = message('A,8,1,0,I,127,-128,1,0.000000,1.000000,,').replace(
      '[END_MSG]',
      '[VALUE_DESCRIPTION] "one, or 1",1\n[VALUE_DESCRIPTION] Test2,-62\n[END_MSG]',
    );
    const { messages, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(messages[0]?.signals[0]?.labels).toEqual(
      new Map([
        [1, 'one, or 1'],
        [-62, 'Test2'],
      ]),
    );
  });

  test('has parameter groups by their numbers, whoever sends them', () => {
    const j1939 = '[DATABASE_VERSION] 1.3\n[PROTOCOL] J1939\n';
    const group = (id: number) =>
      `[START_MSG] EEC1,${id},8,1,1,X\n[START_SIGNALS] Speed,16,4,0,U,0,0,1,0,0.125,rpm,,\n[END_MSG]\n`;
    for (const id of [0xf004, 0x0cf00400, 0x8cf00400])
      expect(parse(group(id), j1939).messages).toMatchObject([{ extended: true, j1939: true, length: 8 }]);
    expect(parse(group(0xf004), j1939).messages[0]?.id).toBe(0x18f004fe);
  });

  test('has identifiers of 29 bits with and without their marker', () => {
    const idOf = (text: string) => parse(`[START_MSG] A,${text}\n[END_MSG]\n`).messages[0];
    expect(idOf('18,8,0,1,X')).toMatchObject({ id: 18, extended: true });
    expect(idOf('2147483666,8,0,1,X')).toMatchObject({ id: 18, extended: true });
    expect(idOf('2048,8,0,1,S')).toMatchObject({ id: 2048, extended: true });
    expect(idOf('2047,8,0,1')).toMatchObject({ id: 2047, extended: false });
  });

  test('ends its messages where another one begins, and says so', () => {
    const { messages, problems } = parse('[START_MSG] A,1,8,0,1,S\n[START_MSG] B,2,8,0,1,S\n');
    expect(messages.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(problems.map((each) => each.message)).toEqual([
      '[START_MSG] B,2,8,0,1,S: message A does not end',
      'message B does not end',
    ]);
  });

  test('keeps what is sound beside what is not, and no value’s name at another signal', () => {
    const text = `[START_MSG] A,1,8,2,1,S
[START_SIGNALS] Good,8,1,0,U,0,0,1,0,1,,,
[START_SIGNALS] Bad,0,1,0,U,0,0,1,0,1,,,
[VALUE_DESCRIPTION] "of Bad",1
[START_SIGNALS] Odd,8,2,0,Q,0,0,1,0,1,,,
[VALUE_DESCRIPTION] "of Odd",1
[END_MSG]
[START_MSG] C,none,8,1,1,S
[START_SIGNALS] Lost,8,1,0,U,0,0,1,0,1,,,
[END_MSG]
[START_MSG] VECTOR__INDEPENDENT_SIG_MSG,1073741824,0,1,1,X
[START_SIGNALS] Free,8,1,0,U,0,0,1,0,1,,,
[END_MSG]
`;
    const { messages, problems, notRead } = parse(text);
    expect(messages).toMatchObject([{ name: 'A', signals: [{ name: 'Good', labels: undefined }] }]);
    expect(messages).toHaveLength(1);
    expect(problems.map((each) => each.message)).toEqual([
      '[START_SIGNALS] Bad,0,1,0,U,0,0,1,0,1,,,: signal Bad: there is no valid length',
      '[START_MSG] C,none,8,1,1,S: message C has no valid identifier',
    ]);
    expect([...notRead]).toEqual([['signals of the type Q', 1]]);
  });

  test('is damaged where a statement is misspelt, and passes over what a later version adds', async () => {
    const text = writeDbf(vehicleMessages);
    const misspelt = await summarise(Buffer.from(text.replace('[START_SIGNALS]', '[START_SIGNAXS]')));
    expect(misspelt.verdict).toMatchObject({ code: 'corrupt' });
    const later = await summarise(
      Buffer.from(
        text.replace('[START_MSG]', '[START_CLUSTER] x\nwhatever,3\n[END_CLUSTER]\n[KIND] 3\n[START_MSG]'),
      ),
    );
    expect(later.verdict).toMatchObject({ code: 'ok' });
    expect(later.verdict.message).toMatch(/Passed over are 2 statements \(\[START_CLUSTER\], \[KIND\]\)/);
  });
});
