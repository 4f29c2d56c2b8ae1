import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDatabases } from '../../../../../samples/databases/sample-databases.ts';
import { parseDatabase } from '../../../../../src/recordings/meaning/databases/parse-database.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

/** Words that no format has. */
const word = fc
  .string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'GHJKQWXYZ') })
  .map((text) => `Q${text}`);
const words = fc.array(word, { minLength: 1, maxLength: 4 });

const texts = Object.fromEntries(
  Object.entries(sampleDatabases).map(([format, write]) => [format, Buffer.from(write()).toString('latin1')]),
);

/** A database with additions is `ok`, defines what it did without them, and names what `named` expects. */
async function isWholeWith(format: string, changed: string, named?: string): Promise<void> {
  const before = Buffer.from(texts[format] ?? '', 'latin1');
  const bytes = Buffer.from(changed, 'latin1');
  expect(bytes.equals(before)).toBe(false);
  const { verdict, format: detected } = await summarise(bytes);
  expect(detected).toBe(format);
  expect(verdict.code, verdict.message).toBe('ok');
  if (named !== undefined) expect(verdict.message).toContain(named);
  const { messages, linFrames } = parseDatabase(before);
  expect(parseDatabase(bytes)).toMatchObject({ messages, linFrames, problemCount: 0 });
}

function insertAt(text: string, at: number, addition: string): string {
  return text.slice(0, at) + addition + text.slice(at);
}

/** A place behind one of the matches, chosen by `pick`. */
function placeBehind(text: string, pattern: RegExp, pick: number): number {
  const places = [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
  expect(places.length).toBeGreaterThan(0);
  return places[pick % places.length] as number;
}

describe('what a later version adds to a database is passed over, and is no damage:', () => {
  test.each(['kcd', 'arxml'] as const)('elements and attributes of %s', async (format) => {
    const text = texts[format] as string;
    await fc.assert(
      fc.asyncProperty(words, fc.nat(10_000), async (names, pick) => {
        const inner = names.map((name) => `<${name} a="1">2<Signal name="x" offset="0"/></${name}>`).join('');
        // Behind the end of an element, within its parent.
        const place = placeBehind(
          text,
          /<\/(?:Value|Message|LabelSet|SHORT-NAME|UNIT)>|<Value[^>]*\/>/g,
          pick,
        );
        await isWholeWith(
          format,
          insertAt(text, place, inner),
          format === 'kcd' ? `(${names[0]}` : undefined,
        );
        const inTag = placeBehind(
          text,
          /<(?:Signal|Message|Bus|Value|CAN-FRAME|I-SIGNAL)(?= )|<AUTOSAR/g,
          pick,
        );
        await isWholeWith(format, insertAt(text, inTag, ` ${names[0]}="3"`));
      }),
      { numRuns: 50 },
    );
  });

  test('sections, statements and attributes of SYM', async () => {
    const text = texts.sym as string;
    await fc.assert(
      fc.asyncProperty(words, fc.nat(10_000), async (names, pick) => {
        const [first = ''] = names;
        const lines = names.map((name) => `${name}=12 "of a later version" /z:3\n`).join('');
        await isWholeWith(
          'sym',
          insertAt(text, placeBehind(text, /\nLen=\d+\r\n/g, pick), lines),
          first.toLowerCase(),
        );
        const section = `\n{${first}}\n${lines}[${first}]\nID=900h\nSig=nowhere 3\nno statement\n`;
        await isWholeWith('sym', `${text}${section}`, `{${first}}`);
        const attribute = placeBehind(text, /\nVar="\w+" unsigned \d+,\d+/g, pick);
        await isWholeWith('sym', insertAt(text, attribute, ` /${first}:5`));
      }),
      { numRuns: 50 },
    );
  });

  test('sections, statements and node attributes of LDF', async () => {
    const text = texts.ldf as string;
    await fc.assert(
      fc.asyncProperty(words, fc.nat(10_000), async (names, pick) => {
        const [first = ''] = names;
        const inner = names.map((name) => `${name}: 0x11, Climate, 2 { CabinTemp, 0; }`).join(' ');
        const place = placeBehind(text, /kbps;|\n\}/g, pick);
        await isWholeWith('ldf', insertAt(text, place, `\n${first} { ${inner} }\n`), `(${first}`);
        await isWholeWith('ldf', insertAt(text, text.indexOf('Nodes'), `${first} = "3";\n`));
        const node = placeBehind(text, /configured_NAD = \w+;/g, pick);
        await isWholeWith('ldf', insertAt(text, node, ` ${first} = 3, 4; ${first}s { ${first}; }`));
      }),
      { numRuns: 50 },
    );
  });

  test('types of signals are named, and their signals left out', async () => {
    const kcd = (texts.kcd as string).replace('<Value ', '<Value type="half" ');
    const { verdict } = await summarise(Buffer.from(kcd, 'latin1'));
    expect(verdict).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('Not read: 1 × signals of the type half.'),
    });
  });
});
