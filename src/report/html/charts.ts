import type { Language } from '../../language/language.ts';
import { chartIn } from '../charts/chart-words.ts';
import { type Html, html } from './html.ts';

/**
 * Charts are shown as images: whatever is in the stored file, an image runs no script, loads nothing and shares no
 * names with the page (SVG 2, "secure static mode" for images).
 */
export function renderCharts(
  charts: { name: string; title: string; description: string }[],
  pictures: ReadonlyMap<string, string>,
  language: Language,
): Html {
  const { t } = language;
  return html`${charts.map(({ name, title, description }) => {
    const svg = pictures.get(name);
    return html`<figure><h3>${title}</h3>${
      svg === undefined
        ? html`<p>${t('The picture is no longer stored.')}</p>`
        : imageOf(title, description, chartIn(language, svg))
    }<figcaption class="small muted">${description}</figcaption></figure>`;
  })}`;
}

/** A picture whose description says what the text around it says too. */
export function renderPicture({
  title,
  description,
  svg,
}: {
  title: string;
  description: string;
  svg: string;
}): Html {
  return html`<figure><h3>${title}</h3>${imageOf(title, description, svg)}</figure>`;
}

function imageOf(title: string, description: string, svg: string): Html {
  return html`<div class="chart" role="region" tabindex="0" aria-label="${title}"><img src="${dataUrl(svg)}" alt="${description}"></div>`;
}

function dataUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
