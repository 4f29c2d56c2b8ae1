import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvError, csvLine, parseCsv, withoutGuard } from '../../../../src/api/knowledge/csv.ts';
import { readImport } from '../../../../src/api/knowledge/read-import.ts';

const fieldText = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '\r', '=', "'", '-', '@', 'é', ' '),
});

describe('CSV', () => {
  test('gives back what was written', () => {
    const rows = fc.array(fc.array(fieldText, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (written) => {
        const read = parseCsv(written.map((fields) => csvLine(fields)).join(''), 1_000);
        expect(read.map(({ fields }) => fields.map(withoutGuard))).toEqual(written);
      }),
    );
  });

  test('never begins a field with what a spreadsheet program would execute', () => {
    fc.assert(
      fc.property(fieldText, (text) => {
        const [record] = parseCsv(csvLine(['x', text]), 10);
        expect(record?.fields[1]).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test.each([
    ['any line ends', 'a,b\r\n"1\n2",x\n\n\r"3",y', [1, 2, 6]],
    ['two-byte line ends in quotes', 'a,b\r\n"1\r\n2",x\r\n\r\n"3",é\r\n4,y', [1, 2, 5, 6]],
    ['empty lines first', '\n\r\na,b', [3]],
  ])('gives the line of each record, with %s', (_, text, expected) => {
    expect(parseCsv(text, 10).map(({ line }) => line)).toEqual(expected);
  });

  test.each([
    [
      'a quote that is not closed',
      'a,b\n"1\r\n2",x\n\n3,"y\n4,z\n',
      5,
      'has a quoted field that is not closed',
    ],
    ['text behind a quote', 'a,b\r\n1,"y"z', 2, 'has a misplaced quotation mark'],
    ['a quote within a text', 'é,b\r\r1,y"z', 3, 'has a misplaced quotation mark'],
    ['too many records', 'a\nb\nc\nd\n', 4, 'has more than 3 records'],
  ])('refuses %s with its line', (_, text, line, message) => {
    expect(() => parseCsv(text, 3)).toThrow(expect.objectContaining({ name: 'CsvError', line, message }));
  });

  test('has empty fields and no empty records', () => {
    expect(csvLine(['', null, 0])).toBe(',,0\r\n');
    expect(parseCsv(',\n\na,', 10).map(({ fields }) => fields)).toEqual([
      ['', ''],
      ['a', ''],
    ]);
    expect(parseCsv('', 10)).toEqual([]);
  });

  test('is read in linear time or refused, whatever it is', () => {
    fc.assert(
      fc.property(fieldText, (text) => {
        try {
          parseCsv(text, 5);
        } catch (error) {
          expect(error).toBeInstanceOf(CsvError);
        }
      }),
    );
    const long = 8 * 2 ** 20;
    const endless = [`"${'a'.repeat(long)}"`, `"${'""'.repeat(long / 2)}"`, 'a'.repeat(long)];
    for (const text of endless) {
      expect(() => parseCsv(`a,b\n${text}`, 5)).toThrow(new CsvError(2, 'has a record longer than 256 KiB'));
    }
    expect(() => parseCsv(`a,b\n${','.repeat(long)}`, 5)).toThrow(
      new CsvError(2, 'has a record of more than 100 fields'),
    );
    expect(() => parseCsv('"'.repeat(long + 1), 5)).toThrow(CsvError);
    expect(parseCsv('a'.repeat(200_000), 5)).toHaveLength(1);
  });
});

test('whatever is imported, each row is an entry or a problem with its line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('csv' as const, 'json' as const),
      (text, kind) => {
        for (const body of [
          text,
          `symptom,solution,source\n${text}`,
          `[{"symptom":${JSON.stringify(text)}}]`,
        ]) {
          const { entries, problems } = readImport(body, kind);
          for (const { line } of [...entries, ...problems]) expect(line).toBeGreaterThan(0);
        }
      },
    ),
  );
});
