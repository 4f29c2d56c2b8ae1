import { describe, expect, test } from 'vitest';
import { parseDbc } from '../../../../../src/recordings/meaning/dbc/parse-dbc.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const parse = (text: string) => parseDbc(Buffer.from(text));
const names = (text: string) =>
  parse(text).messages.map(({ name, signals }) => [name, ...signals.map((signal) => signal.name)]);

const signal = (name: string) => ` SG_ ${name} : 0|8@1+ (1,0) [0|0] "" A`;

describe('a DBC', () => {
  test('may omit statements and use any layout', () => {
    expect(
      names(`// made by hand\r\nBO_ 1 A : 8 X\r\n${signal('a')},B\r\nBO_ 2 B:8\n${signal('b')}\n`),
    ).toEqual([
      ['A', 'a'],
      ['B', 'b'],
    ]);
    expect(
      names('BO_ 1 A: 8 X SG_ a : 0 | 8 @ 1 + ( 1 , 0 ) [ 0 | 0 ] "" A SG_ b:0|8@0-(1e-3,-4.)[]""\n'),
    ).toEqual([]);
    expect(
      names('BO_ 1 A: 8 X\n SG_ a : 0 | 8 @ 1 + ( 1 , 0 ) [ 0 | 0 ] "" A SG_ b:0|8@0-(1e-3,-4.)[]""\n'),
    ).toEqual([['A', 'a', 'b']]);
  });

  test('names its nodes on one line or on several, and lists its new symbols', () => {
    expect(
      parse(
        `NS_ :\n  CM_\n  BA_\n  SG_MUL_VAL_\n\nBS_:\n\nBU_:\n\tECU\n\tGW\nBO_ 1 A: 8 ECU\n${signal('a')}`,
      ),
    ).toMatchObject({
      messages: [{ name: 'A' }],
      problemCount: 0,
    });
  });

  test('may have comments over several lines with quotes and semicolons', () => {
    const text = `BO_ 1 A: 8 X\n${signal('a')}\nCM_ BO_ 1 "a; \\"quoted\\"\nBO_ 9 Not: 8 X\n";\nBO_ 2 B: 8 X\n`;
    expect(parse(text).problems).toEqual([]);
    expect(names(text)).toEqual([['A', 'a'], ['B']]);
  });

  test('gives values names, from tables too', () => {
    const text = `VAL_TABLE_ T 1 "on" 0 "off" ;\nBO_ 1 A: 8 X\n${signal('a')}\n${signal('b')}\nVAL_ 1 a T ;\nVAL_ 1 b -1 "x" ;\nVAL_ Env 1 "y" ;`;
    expect(parse(text)).toMatchObject({ problemCount: 0 });
    expect(parse(text).messages[0]?.signals.map(({ labels }) => [...(labels ?? [])])).toEqual([
      [
        [1, 'on'],
        [0, 'off'],
      ],
      [[-1, 'x']],
    ]);
  });

  test('keeps the names of values of an unclosed list', () => {
    const lists = 'VAL_ 1 a 1 "on" 0 "off"\nVAL_ 1 b 1 "one" ;\nVAL_ 1 c 2 "two"';
    const { messages, problemCount } = parse(
      `BO_ 1 A: 8 X\n${signal('a')}\n${signal('b')}\n${signal('c')}\n${lists}`,
    );
    // A line that ends closes its list; the end of the file alone may be where it was cut.
    expect(problemCount).toBe(1);
    expect(messages[0]?.signals.map(({ labels }) => [...(labels?.values() ?? [])])).toEqual([
      ['on', 'off'],
      ['one'],
      ['two'],
    ]);
  });

  test.each(['VAL_ 2 b 0 "off"', 'BO_ 3 C: 8 X', '// end', ''])(
    'reads names of values and comments without their sign at the end of a line, before %j',
    (next) => {
      const lists =
        'VAL_TABLE_ T 1 "on"\nCM_ SG_ 1 a "a remark"\nVAL_ 1 a T\nCM_ "another"\nVAL_ 2 b 1 "one"';
      const text = `BO_ 1 A: 8 X\n${signal('a')}\nBO_ 2 B: 8 X\n${signal('b')}\n${lists}\n${next}\n`;
      const { messages, problems } = parse(text);
      expect(problems).toEqual([]);
      expect(messages.flatMap(({ signals }) => signals.map(({ labels }) => labels?.get(1)))).toEqual(
        next.startsWith('VAL_') ? ['on', undefined] : ['on', 'one'],
      );
    },
  );

  test('may write the switch of a message as m without a number', () => {
    const page = ' SG_ page m : 0|2@1+ (1,0) [0|3] "" A';
    const own = ' SG_ own m2 : 2|6@1+ (1,0) [0|3] "" A';
    const { messages, problemCount } = parse(`BO_ 1 A: 8 X\n${page}\n${own}\n`);
    expect([problemCount, messages[0]?.signals.map(({ selection }) => selection)]).toEqual([
      0,
      [undefined, { by: 0, ranges: [[2, 2]] }],
    ]);
  });

  test('has no message for signals that belong to none', () => {
    expect(names(`BO_ 1073741824 VECTOR__INDEPENDENT_SIG_MSG: 0 X\n${signal('a')}\n`)).toEqual([]);
    expect(names(`BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 X\n${signal('a')}\n`)).toEqual([]);
  });

  test.each([
    ['its own frame format', 'BA_ "VFrameFormat" BO_ 2566848513 3;', true],
    ['the default, as a number', 'BA_DEF_ BO_ "VFrameFormat" INT 0 3;\nBA_DEF_DEF_ "VFrameFormat" 3;', true],
    ['the protocol', 'BA_ "ProtocolType" "J1939";', true],
    [
      'its own format against the protocol',
      'BA_ "ProtocolType" "J1939";\nBA_ "VFrameFormat" BO_ 2566848513 1;',
      false,
    ],
    ['nothing', '', false],
  ])('recognises a parameter group by %s', (_, statements, j1939) => {
    expect(parse(`BO_ 2566848513 A: 8 X\n${signal('a')}\n${statements}\n`).messages).toMatchObject([
      { j1939 },
    ]);
  });

  test.each([
    ['UTF-8', Buffer.from(`BO_ 1 A: 8 X\n SG_ a : 0|8@1+ (1,0) [0|0] "°C" A`)],
    ['UTF-8 with a mark', Buffer.from(`\ufeffBO_ 1 A: 8 X\n SG_ a : 0|8@1+ (1,0) [0|0] "°C" A`)],
    ['code page 1252', Buffer.from(`BO_ 1 A: 8 X\n SG_ a : 0|8@1+ (1,0) [0|0] "°C" A`, 'latin1')],
  ])('is read as %s', (_name, bytes) => {
    expect(parseDbc(bytes)).toMatchObject({ messages: [{ signals: [{ unit: '°C' }] }], problemCount: 0 });
  });

  test('defines parameter groups by frame format, by default, by protocol or by the null address', () => {
    const j1939 = (attributes: string, id = 2_364_539_904) =>
      parse(`BO_ ${id} A: 8 X\n${attributes}`).messages[0]?.j1939;
    const formats = 'BA_DEF_ BO_ "VFrameFormat" ENUM "StandardCAN","ExtendedCAN","reserved","J1939PG";\n';
    expect(j1939(formats)).toBe(false);
    expect(j1939(`${formats}BA_ "VFrameFormat" BO_ 2364539904 3;`)).toBe(true);
    expect(j1939(`${formats}BA_ "VFrameFormat" BO_ 2364539904 1;`)).toBe(false);
    expect(j1939(`${formats}BA_DEF_DEF_ "VFrameFormat" "J1939PG";`)).toBe(true);
    expect(j1939('BA_ "ProtocolType" "J1939";')).toBe(true);
    expect(j1939('', 2_364_540_158)).toBe(true);
    expect(j1939('BA_ "ProtocolType" "J1939";', 240)).toBe(false);
  });
});

describe('what is wrong in a DBC', () => {
  const lines = (text: string) => parse(text).problems.map(({ line, message }) => `${line}: ${message}`);

  test.each([
    [' SG_ b : x|8@1+ (1,0) [0|0] "" A', 'signal b: there is no valid start bit'],
    [' SG_ b : 0|0@1+ (1,0) [0|0] "" A', 'signal b: there is no valid length'],
    [' SG_ b : 0|8@2+ (1,0) [0|0] "" A', 'signal b: there is no byte order (0 or 1)'],
    [' SG_ b : 0|8@1* (1,0) [0|0] "" A', 'signal b: it is neither signed (-) nor unsigned (+)'],
    [' SG_ b : 0|8@1+ (1;0) [0|0] "" A', 'signal b: there is no factor and offset'],
    [' SG_ b : 0|8@1+ (1,0) [0|0 "" A', 'signal b: there is no range of values'],
    [' SG_ b : 0|8@1+ (1,0) [0|0] "A', 'signal b: there is no unit'],
    [' SG_ b q7 : 0|8@1+ (1,0) [0|0] "" A', 'signal b: its multiplexing cannot be understood'],
    [' SO_ b : 0|8@1+ (1,0) [0|0] "" A', 'SO_ is no statement'],
  ])('in a signal costs that signal: %s', (line, complaint) => {
    const text = `BO_ 1 A: 8 X\n${signal('a')}\n${line}\n${signal('c')}\nBO_ 2 B: 8 X\n${signal('d')}\n`;
    expect(lines(text)).toEqual([`3: ${complaint}`]);
    expect(names(text)).toEqual([
      ['A', 'a', 'c'],
      ['B', 'd'],
    ]);
  });

  test.each([
    ['BO_ A: 8 X', 'the message has no valid identifier'],
    ['BO_ 1 A 8 X', 'message A: there is no colon after its name'],
    ['BX_ 1 A: 8 X', 'BX_ is no statement'],
    ['\u0001\u0002', 'there is something that is no statement'],
  ])(
    'in the head of a message costs its signals, and none is added to the previous message: %s',
    (head, complaint) => {
      const text = `BO_ 9 Z: 8 X\n${head}\n${signal('a')}\nBO_ 2 B: 8 X\n${signal('d')}\n`;
      expect(lines(text)).toEqual([`2: ${complaint}`]);
      expect(names(text)).toEqual([['Z'], ['B', 'd']]);
    },
  );

  test('in an annotation costs the annotation', () => {
    const text = `BO_ 1 A: 8 X\n${signal('a')}\nVAL_ 1 a 1 "on\nVAL_ 1 a 2 "off" ;\nCM_ "no end\nSIG_VALTYPE_ 1 a : ;\nBO_ 2 B: 8 X\n`;
    expect(names(text)).toEqual([['A', 'a'], ['B']]);
    expect(parse(text).messages[0]?.signals[0]?.labels).toEqual(new Map([[2, 'off']]));
    expect(lines(text).map((line) => line.split(':')[0])).toEqual(['3', '5', '6']);
  });

  test('is reported with its bytes', () => {
    const bytes = Buffer.from(`VERSION "ü"\nBO_ oops\nBO_ 2 B: 8 X\n`);
    const [problem] = parseDbc(bytes).problems;
    expect(bytes.subarray(problem?.start, problem?.end).toString()).toBe('BO_ oops\n');
  });

  test('becomes the verdict', async () => {
    const whole = `VERSION ""\nBS_:\nBU_: X\nBO_ 1 A: 8 X\n${signal('a')}\n`;
    expect(await summarise(Buffer.from(whole))).toMatchObject({
      format: 'dbc',
      message_count: 0,
      verdict: { code: 'ok', message: 'This CAN database was read: it defines 1 message with 1 signal.' },
    });
    const { verdict } = await summarise(Buffer.from(`${whole} SG_ b\n SG_ c\n`));
    expect(verdict).toEqual({
      code: 'corrupt',
      message:
        'Line 6 of the CAN database cannot be read: signal b: its multiplexing cannot be understood (and 1 more place); 1 message with 1 signal can be used.',
      offset: 70,
      salvaged_messages: 1,
      damaged: [
        { start: 70, end: 76 },
        { start: 77, end: 83 },
      ],
    });
  });
});
