import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { furtherTexts } from '../../../src/language/chinese/further-texts.ts';

/** What the console draws first, each with all that it imports. */
const roots = ['app.tsx', 'routes/batch-list-page.tsx', 'routes/batch-page.tsx'];

test('the list and the page of a batch need no text that is loaded with other pages', () => {
  const seen = new Set<string>();
  const strays: string[] = [];
  function visit(file: string): void {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(file, 'utf8');
    for (const [, text = ''] of source.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)) {
      if (Object.hasOwn(furtherTexts, text)) strays.push(`${file}: ${text}`);
    }
    // The table of pages names them all, and loads one.
    if (file.endsWith('routes/pages.tsx')) return;
    for (const [, path = ''] of source.matchAll(
      /^(?:import|export) (?!type)[^;]*? from '(\.[^']+\.tsx?)';$/gm,
    )) {
      visit(join(dirname(file), path));
    }
  }
  for (const root of roots) visit(join('console/src', root));
  expect(seen.size).toBeGreaterThan(100);
  expect(strays).toEqual([]);
});
