import { formatBytes, formatCount, formatRate } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, named, type Section, strong, type Text } from './document.ts';
import { type Places, placeText } from './places.ts';

const shown = 20;

export function topicsSection({ topics, omitted }: Report, places: Places): Section {
  const { t } = places.language;
  const section = { id: 'topics', title: t('Topics'), note: formatCount(topics.length + omitted.topics) };
  if (topics.length === 0) {
    return { ...section, blocks: [{ kind: 'paragraph', text: [t('No topic could be read.')] }] };
  }
  return {
    ...section,
    blocks: [
      {
        kind: 'table',
        caption: t('Health of the topics'),
        what: ['topic', 'topics'],
        first: shown,
        omitted: omitted.topics,
        columns: [
          { head: t('Topic'), wide: true },
          { head: t('Rate, Hz'), numeric: true },
          { head: t('Messages'), numeric: true },
          { head: t('Size'), numeric: true },
          { head: t('Longest gap'), numeric: true },
          { head: t('Out of order'), numeric: true },
          { head: t('Files'), numeric: true },
        ],
        rows: topics.map((topic, i) => ({
          anchor: `topic-${i + 1}`,
          cells: [
            nameOf(topic),
            [formatRate(topic.rate_hz)],
            [formatCount(topic.message_count)],
            [formatBytes(topic.bytes)],
            [topic.max_gap_s === 0 ? '–' : formatDuration(topic.max_gap_s)],
            [topic.out_of_order === 0 ? '0' : strong(formatCount(topic.out_of_order))],
            [formatCount(topic.files)],
          ],
          details: detailsOf(topic, places),
        })),
      },
    ],
  };
}

function nameOf({ name, type }: Report['topics'][number]): Text {
  // ULog names a topic after its type.
  return [named(name), ...(type === '' || type === name ? [] : [lineBreak, muted(type)])];
}

function detailsOf({ max_gap_at }: Report['topics'][number], places: Places): Text[] {
  if (max_gap_at === null) return [];
  // The topic is the row itself.
  return [
    [
      muted(places.language.t('longest gap from ')),
      ...placeText({ ...max_gap_at, topic: undefined }, places),
    ],
  ];
}
