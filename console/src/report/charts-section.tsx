import type { Report } from '../../../src/report/report-schema.ts';
import { chartUrl } from '../api/batches.ts';
import { Section } from '../components/section.tsx';

/** The pictures are made by Argus; their shape is known once they are there, so a likely one is kept free. */
const likely = { width: 860, height: 300 };

export function ChartsSection({ report: { batch_id, run, charts } }: { report: Report }) {
  if (charts.length === 0) return null;
  return (
    <Section id="charts" title="Charts">
      <div class="charts">
        {charts.map(({ name, title, description }) => {
          const url = chartUrl(batch_id, name, run);
          return (
            <figure key={name} class="chart">
              <figcaption>
                <h3>{title}</h3>
                <a class="small" href={url} target="_blank" rel="noreferrer">
                  Open<span class="visually-hidden"> the chart {title} in a new tab</span>
                </a>
              </figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
              <section class="chart-room" tabIndex={0} aria-label={title}>
                <img src={url} alt={description} {...likely} />
              </section>
            </figure>
          );
        })}
      </div>
    </Section>
  );
}
