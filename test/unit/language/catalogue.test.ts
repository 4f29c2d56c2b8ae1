import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { describe, expect, test } from 'vitest';
import { causes } from '../../../src/diagnosis/incidents/causes.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { texts } from '../../../src/language/chinese/chinese.ts';
import { nouns } from '../../../src/language/chinese/nouns.ts';
import { storedSentences } from '../../../src/language/chinese/stored-sentences.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';

const namesIn = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
const all: [string, string][] = [...Object.entries(texts), ...Object.entries(storedSentences)];

describe('the Chinese catalogue', () => {
  test('has the values of each English text, and no others', () => {
    const different = all.filter(([english, chinese]) => `${namesIn(english)}` !== `${namesIn(chinese)}`);
    expect(different).toEqual([]);
  });

  test('leaves no text empty, and puts no English punctuation after Chinese', () => {
    const wrong = all.filter(([, chinese]) => chinese === '' || /\p{Script=Han}[,;:.?!]/u.test(chinese));
    expect(wrong).toEqual([]);
    for (const [measure] of Object.values(nouns)) expect(measure).not.toBe('');
  });

  test('has what every rule asks, its causes and its advice', () => {
    const missing = rules
      .flatMap(({ question, likely_cause, advice }) => [question, likely_cause, advice])
      .filter((text) => !Object.hasOwn(storedSentences, text));
    expect(missing).toEqual([]);
  });

  test('has how one finding brings about another', async () => {
    const { ofArgus } = await loadLanguage('zh');
    expect(causes.map(({ how }) => how).filter((how) => ofArgus(how) === how)).toEqual([]);
  });

  test('has what findings say below their titles', async () => {
    const cases = JSON.parse(readFileSync('test/unit/diagnosis/expected/findings.json', 'utf8')) as {
      findings: { rule: string; description: string; likely_cause: string; advice: string }[];
    }[];
    const { ofArgus } = await loadLanguage('zh');
    // A code as it was sent, and nothing else.
    const missing = cases
      .flatMap(({ findings }) => findings)
      .filter(
        ({ rule, description }) => rule !== 'undecoded-messages' && ofArgus(description) === description,
      );
    expect(missing.map(({ description }) => description)).toEqual([]);
    const advised = cases
      .flatMap(({ findings }) => findings)
      .flatMap((one) => [one.likely_cause, one.advice]);
    expect(advised.filter((text) => ofArgus(text) === text)).toEqual([]);
  });

  test('has the titles of findings, but for those that are codes as they were sent', async () => {
    const sent = new Set(['error-diagnostics', 'obd-dtc', 'uds-dtc', 'j1939-dtc', 'bus-errors']);
    const cases = JSON.parse(readFileSync('test/unit/diagnosis/expected/findings.json', 'utf8')) as {
      findings: { rule: string; title: string }[];
    }[];
    const { ofArgus } = await loadLanguage('zh');
    const missing = cases
      .flatMap(({ findings }) => findings)
      .filter(({ rule, title }) => !sent.has(rule) && ofArgus(title) === title);
    expect(missing.map(({ title }) => title)).toEqual([]);
  });
});

/** Names that are the same in every language. */
const names = new Set(['Argus', 'API', 'SHA-256', 'CSV', 'Parquet', 'Arrow', '/docs', 'id']);
/** What only people who cannot see the page, or point at something, are told. */
const spoken = /^(?:aria-label|alt|title|label|caption|placeholder|head|sentence|submit|note|yes|text)$/;

interface Node {
  type: string;
  start: number;
  [member: string]: unknown;
}

/** Texts written into an expression: the head of a column, and those between which a condition chooses. */
function writtenOf(node: Node): Node[] {
  const { key, value, name, children } = node as unknown as Record<string, Node> & { children?: Node[] };
  if (node.type === 'Property' && key?.name === 'head' && value?.type === 'Literal') return [value];
  const isSpoken = node.type === 'JSXAttribute' && spoken.test(String(name?.name)) && value;
  return [...(children ?? []), ...(isSpoken ? [value] : [])]
    .filter(({ type }) => type === 'JSXExpressionContainer')
    .map(({ expression }) => expression as Node)
    .filter(({ type }) => type === 'ConditionalExpression')
    .flatMap(({ consequent, alternate }) => [consequent, alternate] as Node[])
    .filter(({ type }) => type === 'Literal');
}

/** English words that stand in a component as they are, instead of in `t()` or `rich()`. */
function literalTexts(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  const found: string[] = [];
  const report = (node: Node, text: string) => {
    const line = source.slice(0, node.start).split('\n').length;
    if (/[A-Za-z]{2}/.test(text) && !names.has(text.trim())) found.push(`${path}:${line} ${text.trim()}`);
  };
  const look = (node: Node, inCode: boolean) => {
    if (node.type === 'JSXText' && !inCode) report(node, String(node.value));
    for (const each of writtenOf(node)) if (typeof each.value === 'string') report(each, each.value);
    if (node.type !== 'JSXAttribute') return;
    const { name, value } = node as unknown as { name: { name: unknown }; value: Node | null };
    const literal = value?.type === 'Literal' ? value.value : undefined;
    if (typeof literal === 'string' && spoken.test(String(name.name))) report(node, literal);
  };
  const walk = (node: unknown, inCode: boolean): void => {
    if (Array.isArray(node)) for (const each of node) walk(each, inCode);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const here = node as Node;
    look(here, inCode);
    const opening = here.openingElement as { name?: { name?: unknown } } | undefined;
    for (const member of Object.values(here)) walk(member, inCode || opening?.name?.name === 'code');
  };
  walk(parseAst(source, { lang: 'tsx' }).body, false);
  return found;
}

test('no component of the console has English texts of its own', () => {
  expect(globSync('console/src/**/*.tsx').flatMap(literalTexts)).toEqual([]);
});
