import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { basisSentences } from '../../../src/diagnosis/finding-basis.ts';
import { html } from '../../../src/report/html/html.ts';
import { renderHtmlReport } from '../../../src/report/html/page.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { fullReport, hostile, picturesOf, reportOf, withTexts } from '../../support/report/report-of.ts';

const pageOf = (report: Report) => renderHtmlReport(report, picturesOf(report));
/** What people see: the page without its style and tags. */
const wordsOf = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');

describe('html', () => {
  test('escapes interpolated values, except its own pieces', () => {
    const text = `<b>"'&</b>`;
    expect(html`<i title="${text}">${text}${html`<br>`}${[html`<hr>`, '<']}${undefined}${7}</i>`.markup).toBe(
      '<i title="&#60;b&#62;&#34;&#39;&#38;&#60;/b&#62;">&#60;b&#62;&#34;&#39;&#38;&#60;/b&#62;<br><hr>&#60;7</i>',
    );
  });

  test('does not mistake data that looks like a piece of HTML for one', () => {
    const forged = JSON.parse('[{"markup":"<script>"}]') as never;
    expect(() => html`${forged}`.markup).toThrow();
  });
});

describe('the page of a report', () => {
  const fullPage = () => pageOf(fullReport());

  test('says the verdict first, then the findings', () => {
    const words = wordsOf(fullPage());
    const { verdict, findings } = fullReport();
    const [first] = findings;
    const at = (text: string) => {
      expect(words).toContain(text);
      return words.indexOf(text);
    };
    // The sentence quotes the title.
    const described = at(first?.description ?? '');
    expect(at(verdict.sentence)).toBeLessThan(described);
    expect(described).toBeLessThan(at('Statistics of all metrics'));
  });

  test('names what was found beside the verdict, and says how certain each is', () => {
    const page = fullPage();
    const words = wordsOf(page);
    const { findings } = fullReport();
    const verdict = page.slice(page.indexOf('id="verdict"'), page.indexOf('<nav'));
    for (const i of findings.keys()) expect(verdict).toContain(`href="#finding-${i + 1}"`);
    expect(new Set(findings.map(({ basis }) => basis))).not.toContain(undefined);
    for (const { basis } of findings)
      expect(words).toContain(`How sure${basisSentences[basis ?? 'measured']}`);
    const one = { ...fullReport(), findings: findings.slice(0, 1) };
    expect(pageOf(one)).not.toContain('class="overview"');
  });

  test.each([
    ['knowledge', 'Warm the pack before charging.'],
    ['likely causes', 'A weak cell'],
    ['narrative', 'The planner stops because of it.'],
    ['damaged ranges', 'Damaged bytes: 100–199, 4,096–8,191.'],
    ['the error of percentiles', 'percentiles are within ±1 %'],
    ['what was not looked at', '1 file that could not be read.'],
    ['tokens', '1,500 (1,200 in, 300 out), about $0.0123'],
    ['the knowledge base', 'kb-2026-03-01'],
  ])('mentions %s', (_, text) => {
    const words = wordsOf(fullPage());
    expect(words).toContain(text);
  });

  test('links only to what is in it', () => {
    const page = fullPage();
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('makes no requests and runs no scripts', () => {
    const page = fullPage();
    expect(page).not.toMatch(/<script|<iframe|<object|\son\w+=|@import|url\(/i);
    const addresses = [...page.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !/^(#|data:)/.test(address ?? ''))).toEqual([]);
  });

  test('allows its own style by its digest, and no style in elements', () => {
    const page = fullPage();
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src &#39;sha256-${digest}&#39;`);
    expect(page).not.toMatch(/<[^>]* style=/);
  });

  test('gives tables captions and column headers, and pictures their words', () => {
    const page = fullPage();
    const tables = page.match(/<table/g)?.length ?? 0;
    expect(page.match(/<table role="table"><caption>[^<]+<\/caption>\s*<thead/g)).toHaveLength(tables);
    expect(page).not.toMatch(/<th(?![^>]* scope="col")[^e]/);
    expect(page).not.toMatch(/<img(?![^>]* alt="[^"]+")/);
    expect(page.match(/<h1/g)).toHaveLength(1);
  });

  test('says so if a picture is missing', () => {
    expect(wordsOf(renderHtmlReport(fullReport(), new Map()))).toContain('The picture is no longer stored.');
  });

  test('can be made from reports older than p50 and not_examined', () => {
    const { not_examined: _, ...older } = reportOf(file('a'));
    const statistics = older.statistics.map(({ p50: __, ...statistic }) => statistic);
    expect(() => pageOf({ ...older, statistics })).not.toThrow();
  });

  test('can be made from an empty report', () => {
    expect(wordsOf(pageOf(reportOf()))).toContain('No topic could be read.');
  });

  test('lets no external text become markup, wherever it is', () => {
    const report = withTexts(fullReport(), hostile);
    const harmless = withTexts(fullReport(), 'text');
    const tags = (text: string) => text.match(/<[a-z/!][a-z0-9]*/gi);
    const hostilePage = pageOf(report);
    expect(tags(hostilePage)).toEqual(tags(pageOf(harmless)));
    expect(hostilePage).not.toContain('<script');
    const ids = [...hostilePage.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(hostilePage.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
  });
});
