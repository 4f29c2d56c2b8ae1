import { recordingKey } from '../../diagnosis/recording-key.ts';
import { english, type Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { Evidence, Report } from '../report-schema.ts';
import { joined, muted, named, outside, type Span, type Text } from './document.ts';

/** Anchors of the rows to which evidence refers. */
export interface Places {
  /** In which the places are named. */
  language: Language;
  recording(at: Pick<Evidence, 'file_id' | 'file_name'>): string | undefined;
  topic(name: string): string | undefined;
  finding(rule: string): string | undefined;
}

/** Anchors are numbers, so that no external name becomes part of a URL. */
export function placesOf({ files, topics, findings }: Report, language: Language = english): Places {
  const anchors = (prefix: string, keys: string[]) => {
    // Of equal keys the first counts.
    const known = new Map(keys.map((key, i): [string, string] => [key, `${prefix}-${i + 1}`]).reverse());
    return (key: string) => known.get(key);
  };
  const recording = anchors(
    'file',
    files.map(({ file_id, name }) => recordingKey({ file_id, file_name: name })),
  );
  return {
    language,
    recording: (at) => recording(recordingKey(at)),
    topic: anchors(
      'topic',
      topics.map(({ name }) => name),
    ),
    finding: anchors(
      'finding',
      findings.map(({ rule }) => rule),
    ),
  };
}

/** Anchor of a finding by its position in the list. */
export const findingAnchor = (index: number): string => `finding-${index + 1}`;

/** Time, topic, file and byte, as far as they are known, and what was seen there. */
export function evidenceText(evidence: Evidence, places: Places): Text {
  const { count, detail } = evidence;
  const seen: Text = [
    ...(count === undefined ? [] : [`${formatCount(count)}×`]),
    ...(detail === undefined
      ? []
      : [count === undefined ? '' : ' ', outside(places.language.ofArgus(detail))]),
  ];
  const place = placeText(evidence, places);
  return seen.length === 0 ? place : [...place, places.language.t(': '), ...seen];
}

export function placeText(evidence: Evidence, places: Places): Text {
  const { file_name, topic, time, offset } = evidence;
  const parts: Text[] = [];
  if (time !== undefined) parts.push([{ kind: 'time', time }]);
  if (topic) parts.push([linkTo(places.topic(topic), topic) ?? named(topic)]);
  parts.push([linkTo(places.recording(evidence), file_name) ?? outside(file_name)]);
  if (offset !== undefined) parts.push([places.language.t('byte {offset}', { offset: formatCount(offset) })]);
  return joined(parts, places.language.t(', '));
}

/** Where a figure was highest and lowest. */
export function extremes(max: Evidence, min: Evidence, places: Places): Text[] {
  return [
    [muted(places.language.t('highest: ')), ...placeText(max, places)],
    [muted(places.language.t('lowest: ')), ...placeText(min, places)],
  ];
}

export function linkTo(anchor: string | undefined, text: string): Span | undefined {
  return anchor === undefined ? undefined : { kind: 'link', to: anchor, text };
}
