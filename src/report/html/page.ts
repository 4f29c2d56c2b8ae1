import { createHash } from 'node:crypto';
import { english, type Language } from '../../language/language.ts';
import { timelineChart } from '../charts/timeline-chart.ts';
import { buildDocument } from '../document/build-document.ts';
import { type ReportDocument, type Section, toneNames } from '../document/document.ts';
import type { Report } from '../report-schema.ts';
import { renderBlock, renderTiles } from './blocks.ts';
import { renderPicture } from './charts.ts';
import { type Html, html, styleElement } from './html.ts';
import { styles } from './styles.ts';
import { renderText } from './text.ts';

const styleHash = createHash('sha256').update(styles).digest('base64');

/** What the page may load: nothing but its own style and the pictures inside it. */
export const pagePolicy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The report as a self-contained page: no scripts, no requests.
 * @param pictures SVG of the charts by name; a chart without one is described in words.
 */
export function renderHtmlReport(
  report: Report,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): string {
  return drawPage(buildDocument(report, language), pictures, language);
}

export function drawPage(
  document: ReportDocument,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): string {
  const { t } = language;
  const { title, vehicle, identity, verdict, sections } = document;
  return html`<!doctype html>
<html lang="${language.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${vehicle}: ${t(toneNames[verdict.tone])} – ${title}</title>
${styleElement(styles)}
</head>
<body>
<div class="page">
<a class="skip" href="#verdict">${t('Skip to the verdict')}</a>
<header>
<p class="eyebrow">${title}</p>
<h1><bdi>${vehicle}</bdi></h1>
<dl class="identity">${identity.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${renderText(text)}</dd></div> `)}</dl>
</header>
<main>
${renderVerdict(verdict, language)}
<nav aria-label="${t('Contents')}"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${sections.map((section) => renderSection(section, pictures, language))}
</main>
<footer><p>${language.parts('Made by Argus. The same report as JSON follows {schema}.', { schema: html`<code>/schemas/report-v1.json</code>` })}</p></footer>
</div>
</body>
</html>
`.markup;
}

function renderVerdict(
  { tone, sentence, narrative, overview, steps, timeline, tiles }: ReportDocument['verdict'],
  language: Language,
): Html {
  const { t } = language;
  return html`<section id="verdict" class="verdict ${tone}" aria-labelledby="verdict-title" tabindex="-1">
<h2 id="verdict-title">${t('Verdict')}</h2><span class="badge ${tone}">${t(toneNames[tone])}</span>
<p class="sentence">${sentence}</p>
${narrative.map((paragraph) => html`<p class="narrative"><bdi>${paragraph}</bdi></p>`)}
${overview.length === 0 ? undefined : html`<ul class="overview" aria-label="${t('What was found')}">${overview.map((line) => html`<li>${renderText(line)}</li>`)}</ul>`}
${timeline === undefined ? undefined : renderPicture(timelineChart(timeline, timeline, 'wide', language))}
${steps.length === 0 ? undefined : html`<h3>${t('What to do first')}</h3><ol class="steps">${steps.map((step) => html`<li>${renderText(step)}</li>`)}</ol>`}
${renderTiles(tiles)}
</section>`;
}

function renderSection(
  { id, title, note, blocks }: Section,
  pictures: ReadonlyMap<string, string>,
  language: Language,
): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}${note === undefined ? undefined : html` <span class="muted">${note}</span>`}</h2>
${blocks.map((block) => renderBlock(block, pictures, language))}
</section>
`;
}
