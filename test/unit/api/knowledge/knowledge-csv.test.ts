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

  test('never begins a field with what a spreadsheet program runs', () => {
    fc.assert(
      fc.property(fieldText, (text) => {
        const [record] = parseCsv(csvLine(['x', text]), 10);
        expect(record?.fields[1]).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test('tells the line of each record, also behind fields of several lines', () => {
    const lines = parseCsv('a,b\r\n"1\n2",x\n\n\r"3",y', 10).map(({ line }) => line);
    expect(lines).toEqual([1, 2, 6]);
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
    for (const text of [`"${'a'.repeat(long)}"`, `"${'""'.repeat(long / 2)}"`, 'a'.repeat(long)]) {
      expect(parseCsv(text, 5)).toHaveLength(1);
    }
    expect(() => parseCsv('"'.repeat(long + 1), 5)).toThrow(CsvError);
    expect(() => parseCsv(','.repeat(long), 5)).toThrow(CsvError);
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
