import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../../docs/decisions/', import.meta.url));
const pages = globSync('[0-9]*.md', { cwd: folder }).sort();
const index = readFileSync(`${folder}README.md`, 'utf8');

test.each(pages)('%s has a number, a date and a status, and the same in the index', (page) => {
  const [, number, title, date, status] =
    /^# (\d+)\. (.+)\n\nDate: (\d{4}-\d\d-\d\d) · Status: (accepted|superseded by \d+)\n/.exec(
      readFileSync(folder + page, 'utf8'),
    ) ?? [];
  expect(number?.padStart(3, '0')).toBe(page.slice(0, 3));
  expect(index).toContain(`| [${number}](${basename(page)}) | ${title} | ${date} | ${status} |`);
});
