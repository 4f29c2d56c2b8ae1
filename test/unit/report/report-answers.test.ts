import { describe, expect, test } from 'vitest';
import { matchesEtag } from '../../../src/api/http/entity-tags.ts';
import { preferredFormat } from '../../../src/api/reports/preferred-format.ts';
import { reportDisposition } from '../../../src/api/reports/report-file-name.ts';
import { reportJsonSchema } from '../../../src/report/json-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

describe('the form that Accept prefers', () => {
  test.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['', 'json'],
    ['application/json', 'json'],
    ['text/html', 'html'],
    ['application/pdf', 'pdf'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'html'],
    ['text/html;q=0.5, application/pdf;q=0.9', 'pdf'],
    ['text/html;q=0.5, application/json;q=0.4', 'html'],
    ['text/html;q=0, */*', 'json'],
    ['application/*', 'json'],
    ['application/json;q=0, application/*;q=0.5, text/html;q=0.4', 'pdf'],
    ['TEXT/HTML ; Q=0.7', 'html'],
    ['text/html;q=2', 'json'],
    ['image/png', 'json'],
    [',;,;=', 'json'],
    ['x/y,'.repeat(5000), 'json'],
  ])('%s → %s', (accept, format) => {
    expect(preferredFormat(accept)).toBe(format);
  });
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
])('If-None-Match: %s', (header, matches) => {
  expect(matchesEtag(header, '"a"')).toBe(matches);
});

describe('the name under which a report is saved', () => {
  const nameFor = (vehicle_id: string) => reportDisposition({ ...reportOf(file('a')), vehicle_id }, 'pdf');

  test('says vehicle, day and run', () => {
    expect(nameFor('truck-7')).toBe(
      `inline; filename="argus-report-truck-7-2026-03-01-run2.pdf"; filename*=UTF-8''argus-report-truck-7-2026-03-01-run2.pdf`,
    );
  });

  test.each(['../../etc/passwd', 'a"; filename="b.exe', 'Łódź 7 🚗', '\u202egnp', '…', "it's (new)*"])(
    'stays one name for %s',
    (vehicle) => {
      const disposition = nameFor(vehicle);
      expect(disposition).toMatch(
        /^inline; filename="argus-report-[A-Za-z0-9._-]+-2026-03-01-run2\.pdf"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
      );
      expect(decodeURIComponent(disposition.split("''")[1] ?? '')).not.toMatch(/[\\/"\u202e]/);
    },
  );
});

describe('the published schema', () => {
  const schema = reportJsonSchema() as {
    required: string[];
    properties: Record<string, { properties?: object }>;
  };

  test('requires what every report has, and no later additions', () => {
    expect(schema.required).toEqual(expect.arrayContaining(['verdict', 'findings', 'files', 'provenance']));
    expect(schema.required).not.toContain('not_examined');
  });

  test('allows additional members', () => {
    expect(JSON.stringify(schema)).not.toContain('additionalProperties');
  });
});
