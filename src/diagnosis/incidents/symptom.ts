import { parseTime } from '../../text/time-format.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Evidence, Finding } from '../finding-schema.ts';
import { recordingKey } from '../recording-key.ts';
import type { Onset } from './clocks.ts';
import { onsetOfMetric } from './metric-onset.ts';
import { isReadLater, kindsOf, type SymptomKind } from './symptom-kinds.ts';

/** A finding with what matters for causes: what it says, where, and since when. */
export interface Symptom {
  /** Index in the findings. */
  finding: number;
  kinds: readonly SymptomKind[];
  places: readonly Place[];
}

export interface Place {
  onset: Onset;
  /** Name of the network, if it is on one. */
  bus: string | undefined;
  recorder: string;
  topic: string | undefined;
}

/** Findings of which nothing is known about causes or consequences, or about their time, are no symptoms. */
export function symptomsOf(findings: readonly Finding[], aggregate: Aggregate): Symptom[] {
  const spans = spansOf(aggregate);
  return findings.flatMap((finding, index) => {
    const kinds = kindsOf(finding);
    if (kinds.length === 0) return [];
    const places = seenAt(finding).flatMap((evidence) => {
      const onset = onsetOf(finding, evidence, aggregate, spans);
      return onset
        ? [
            {
              onset,
              bus: busOf(finding, evidence),
              recorder: recorderOf(evidence.file_name),
              topic: evidence.topic,
            },
          ]
        : [];
    });
    return places.length === 0 ? [] : [{ finding: index, kinds, places }];
  });
}

/** A code has one beginning: its other evidence says when it was last seen and what the vehicle did then. */
function seenAt({ codes, evidence }: Finding): readonly Evidence[] {
  return codes ? evidence.slice(0, 1) : evidence;
}

type Spans = ReadonlyMap<string, Onset>;

function spansOf({ files }: Aggregate): Spans {
  return new Map(
    files.flatMap(({ file_id, name, span }): [string, Onset][] => {
      if (!span) return [];
      const recording = recordingKey({ file_id, file_name: name });
      const { clock, start_ns, end_ns } = span;
      return [[recording, { recording, clock, from_ns: BigInt(start_ns), to_ns: BigInt(end_ns) }]];
    }),
  );
}

/** Their evidence is a file whose pace was unusual, without the moment since when. */
const rulesOnWholeFiles = new Set(['topic-jitter', 'topic-gaps', 'sensor-pauses', 'falling-rate']);

/** Levels that were kept to are known by the means of whole seconds: the first one may have begun in the second before. */
const rulesByWholeSeconds = new Set(['weak-cranking']);
const wholeSecond = 1_000_000_000n;

function onsetOf(
  finding: Finding,
  evidence: Evidence,
  aggregate: Aggregate,
  spans: Spans,
): Onset | undefined {
  const recording = recordingKey(evidence);
  const whole = spans.get(recording);
  if (evidence.time === undefined || rulesOnWholeFiles.has(finding.rule)) return whole;
  const measured = onsetOfMetric(finding, evidence, aggregate);
  if (measured) return measured;
  const at = parseTime(evidence.time);
  if (!at) return whole;
  const clock = whole?.clock ?? at.clock;
  const before = rulesByWholeSeconds.has(finding.rule) ? wholeSecond : 0n;
  const read = { recording, clock, from_ns: at.time_ns - before, to_ns: at.time_ns };
  if (!isReadLater(finding) || !whole || whole.from_ns > read.to_ns) return read;
  return { ...read, from_ns: whole.from_ns };
}

/** Topics of frames end with their identifier; what a bus reports itself begins with its name. */
const identifier = /^(.+) 0x[0-9A-F]{3,8}$/;
const reportOfBus = /^(.+?): /;

function busOf({ rule, codes = [] }: Finding, { topic }: Evidence): string | undefined {
  const ofTopic = identifier.exec(topic ?? '')?.[1];
  if (ofTopic !== undefined) return ofTopic;
  return rule === 'bus-off' || rule === 'bus-errors' ? reportOfBus.exec(codes[0] ?? '')?.[1] : undefined;
}

/** Recorders number or date their files: what is left of the name are the recorder and its format. */
export function recorderOf(fileName: string): string {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1);
  return name.replaceAll(/\d+/g, '#').replaceAll(/(#[-_.T]?)+/g, '#');
}
