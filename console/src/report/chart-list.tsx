import { useState } from 'preact/hooks';
import type { ChartBlock } from '../../../src/report/document/document.ts';
import { chartUrl } from '../api/batches.ts';
import { currentLanguage, rich, t } from '../lib/language.ts';
import { useReader } from './reader.ts';

/** Charts are rendered by Argus; space is reserved for a likely shape until they have loaded. */
const likely = { width: 860, height: 300 };

export function ChartList({ charts }: { charts: ChartBlock[] }) {
  const { batchId, run } = useReader();
  return (
    <div class="charts">
      {charts.map(({ name, title, description }) => {
        const url = chartUrl(batchId, name, { run, lang: currentLanguage().tag });
        return (
          <figure key={name} class="chart">
            <figcaption>
              <h3>{title}</h3>
              <a class="small" href={url} target="_blank" rel="noreferrer">
                {rich('Open {hidden}', {
                  hidden: (
                    <span class="visually-hidden">{t('the chart {title} in a new tab', { title })}</span>
                  ),
                })}
              </a>
            </figcaption>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
            <section class="chart-room" tabIndex={0} aria-label={title}>
              <Picture url={url} description={description} />
            </section>
          </figure>
        );
      })}
    </div>
  );
}

/** Charts may be deleted before their report. */
function Picture({ url, description }: { url: string; description: string }) {
  const [isGone, setGone] = useState(false);
  if (isGone) return <p class="muted">{t('The picture is no longer stored, or cannot be loaded.')}</p>;
  return <img src={url} alt={description} loading="lazy" {...likely} onError={() => setGone(true)} />;
}
