import type { Consequence, Contradiction, Incident } from '../../diagnosis/incidents/incident-schema.ts';
import { english, type Label, type Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Finding, Report } from '../report-schema.ts';
import {
  type Block,
  bareTime,
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
export function incidentsSection(
  { findings, incidents = [] }: Report,
  language: Language,
): Section | undefined {
  if (incidents.length === 0) return undefined;
  return {
    id: 'incidents',
    title: language.t('What happened first, and what followed'),
    note: formatCount(incidents.length),
    blocks: incidents.flatMap((incident) => blocksOf(incident, findings, language)),
  };
}

function blocksOf(incident: Incident, findings: readonly Finding[], language: Language): Block[] {
  const { t } = language;
  const { root, began, consequences, contradictions } = incident;
  return [
    {
      kind: 'paragraph',
      text: [...titleOf(root, findings, language), ' ', muted(t('began ')), ...momentOf(began, language)],
    },
    {
      kind: 'list',
      label: t('What followed'),
      items: consequences.map((one) => consequenceText(one, incident, findings, language)),
    },
    ...contradictions.map(
      (one): Block => ({
        kind: 'paragraph',
        text: [muted(t(contradictionText(one))), ...linkOf(one.finding, findings, language), muted(t('.'))],
      }),
    ),
  ];
}

function momentOf({ from, to }: Incident['began'], { t }: Language): Text {
  return from === to ? [time(to)] : [muted(t('between ')), bareTime(from), muted(t(' and ')), time(to)];
}

function consequenceText(
  one: Consequence,
  { root }: Incident,
  findings: readonly Finding[],
  language: Language,
): Text {
  const { t, count, ofArgus } = language;
  const others = one.also_possible ?? [];
  return [
    ...titleOf(one.finding, findings, language),
    lineBreak,
    t('{delay}: {how}', { delay: delayText(one.delay_s, language), how: ofArgus(one.how) }),
    ...(one.because_of === root
      ? []
      : [t(' (after '), ...linkOf(one.because_of, findings, language), t(')')]),
    t('.'),
    ...(others.length === 0
      ? []
      : [
          t(' May also follow from: '),
          ...joined(
            others.map((index) => linkOf(index, findings, language)),
            t(', '),
          ),
          t('.'),
        ]),
    ...(one.unexplained === undefined
      ? []
      : [
          t(
            one.unexplained === 1
              ? ' {places} of it does not fit in time.'
              : ' {places} of it do not fit in time.',
            { places: count(one.unexplained, 'place') },
          ),
        ]),
    ' ',
    muted(ofArgus(one.source)),
  ];
}

/** How long after its cause it began, as far as clocks and curves tell. */
export function delayText({ least, most }: Consequence['delay_s'], { t }: Language = english): string {
  if (least < 0)
    return t('From {before} before to {after} after it, so that the order is open', {
      before: formatDuration(-least),
      after: formatDuration(most),
    });
  if (most - least < 0.1)
    return most === 0 ? t('At the same time') : t('{time} later', { time: formatDuration(most) });
  return t('{least} to {most} later', { least: formatDuration(least), most: formatDuration(most) });
}

function contradictionText({ why }: Contradiction): Label {
  return why === 'began_before'
    ? 'Not explained by it, since it began before: '
    : 'Not explained by it, since it began too long after: ';
}

function titleOf(index: number, findings: readonly Finding[], language: Language): Text {
  return [
    severityBadge(findings[index]?.severity ?? 'info', language),
    ' ',
    ...linkOf(index, findings, language),
  ];
}

function linkOf(index: number, findings: readonly Finding[], { ofArgus }: Language): Text {
  return [{ kind: 'link', to: findingAnchor(index), text: ofArgus(findings[index]?.title ?? '') }];
}
