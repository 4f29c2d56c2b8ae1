import type { Consequence, Contradiction, Incident } from '../../diagnosis/incidents/incident-schema.ts';
import { plural } from '../../domain/plural.ts';
import { formatCount } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Finding, Report } from '../report-schema.ts';
import {
  type Block,
  joined,
  lineBreak,
  muted,
  type Section,
  severityBadge,
  type Text,
  time,
} from './document.ts';
import { findingAnchor } from './places.ts';

/** What began, and what followed; nothing if every finding stands alone. */
export function incidentsSection({ findings, incidents = [] }: Report): Section | undefined {
  if (incidents.length === 0) return undefined;
  return {
    id: 'incidents',
    title: 'What happened first, and what followed',
    note: formatCount(incidents.length),
    blocks: incidents.flatMap((incident) => blocksOf(incident, findings)),
  };
}

function blocksOf(incident: Incident, findings: readonly Finding[]): Block[] {
  const { root, began, consequences, contradictions } = incident;
  return [
    { kind: 'paragraph', text: [...titleOf(root, findings), ' ', muted('began '), ...momentOf(began)] },
    {
      kind: 'list',
      label: 'What followed',
      items: consequences.map((one) => consequenceText(one, incident, findings)),
    },
    ...contradictions.map(
      (one): Block => ({
        kind: 'paragraph',
        text: [muted(contradictionText(one)), ...linkOf(one.finding, findings), muted('.')],
      }),
    ),
  ];
}

function momentOf({ from, to }: Incident['began']): Text {
  return from === to ? [time(to)] : [muted('between '), time(from), muted(' and '), time(to)];
}

function consequenceText(one: Consequence, { root }: Incident, findings: readonly Finding[]): Text {
  const others = one.also_possible ?? [];
  return [
    ...titleOf(one.finding, findings),
    lineBreak,
    `${delayText(one.delay_s)}: ${one.how}`,
    ...(one.because_of === root ? [] : [' (after ', ...linkOf(one.because_of, findings), ')']),
    '.',
    ...(others.length === 0
      ? []
      : [
          ' May also follow from: ',
          ...joined(
            others.map((index) => linkOf(index, findings)),
            ', ',
          ),
          '.',
        ]),
    ...(one.unexplained === undefined
      ? []
      : [
          ` ${plural(one.unexplained, 'place')} of it ${one.unexplained === 1 ? 'does' : 'do'} not fit in time.`,
        ]),
    ' ',
    muted(one.source),
  ];
}

/** How long after its cause it began, as far as clocks and curves tell. */
export function delayText({ least, most }: Consequence['delay_s']): string {
  if (least < 0)
    return `From ${formatDuration(-least)} before to ${formatDuration(most)} after it, so that the order is open`;
  if (most - least < 0.1) return most === 0 ? 'At the same time' : `${formatDuration(most)} later`;
  return `${formatDuration(least)} to ${formatDuration(most)} later`;
}

function contradictionText({ why }: Contradiction): string {
  return why === 'began_before'
    ? 'Not explained by it, since it began before: '
    : 'Not explained by it, since it began too long after: ';
}

function titleOf(index: number, findings: readonly Finding[]): Text {
  return [severityBadge(findings[index]?.severity ?? 'info'), ' ', ...linkOf(index, findings)];
}

function linkOf(index: number, findings: readonly Finding[]): Text {
  return [{ kind: 'link', to: findingAnchor(index), text: findings[index]?.title ?? '' }];
}
