import { fileURLToPath } from 'node:url';
import { provenOf } from '../src/diagnosis/proven.ts';
import { publicRecordings } from '../src/diagnosis/public-recordings.ts';
import { rules } from '../src/diagnosis/rule-set.ts';

export const publicRecordingsPage = fileURLToPath(new URL('../docs/diagnosis.md', import.meta.url));

const end = '<!-- end -->';

/** The page with what rules found on public recordings. */
export function pageWithPublicRecordings(page: string): string {
  const tables = Object.entries(publicRecordings).map(([name, found]): [string, string] => [
    name,
    tableOf(found),
  ]);
  return [...tables, ['none', unmet()] as const].reduce(
    (filled, [name, text]) => withText(filled, `<!-- rules on ${name}, by npm run docs -->`, text),
    page,
  );
}

function withText(page: string, begin: string, text: string): string {
  const [head, tail] = [page.indexOf(begin), page.indexOf(end, page.indexOf(begin))];
  if (head < 0 || tail < head) throw new Error(`docs/diagnosis.md has no place between ${begin} and ${end}`);
  return `${page.slice(0, head + begin.length)}\n\n${text}\n\n${page.slice(tail)}`;
}

function tableOf(found: Readonly<Record<string, readonly number[]>>): string {
  return [
    '| rule | right | wrong | recordings, rightly | recordings, wrongly |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(found).map(([rule, counts]) => `| \`${rule}\` | ${counts.join(' | ')} |`),
  ].join('\n');
}

/** Rules that warn, and never did on a public recording. */
function unmet(): string {
  const warning = rules.filter(({ severities }) => severities.some((severity) => severity !== 'info'));
  const names = warning.filter(({ id }) => provenOf(id) === null).map(({ id }) => `\`${id}\``);
  return `Of ${warning.length} rules that warn, ${names.length} are proven on made faults only: ${names.join(', ')}.`;
}
