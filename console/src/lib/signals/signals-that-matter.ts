import type { Report } from '../../../../src/report/report-schema.ts';
import type { ListedSignal } from '../../api/signals.ts';

/** What findings say, as far as it names signals: the worst first. */
export interface SignalHint {
  text: string;
  topics: readonly string[];
}

/** What people look at first in a drive, in this order where no finding names anything. */
interface Subject {
  /** What the list of signals is asked for. */
  asked: string;
  /** Names of fields. */
  field: RegExp;
  unit?: RegExp;
  /** Words of findings. */
  words: RegExp;
}

const subjects: readonly Subject[] = [
  { asked: 'speed', field: /speed|velocity/i, unit: /^(?:km\/h|m\/s|mph)$/, words: /\bspeed/i },
  { asked: 'volt', field: /volt|vbat/i, unit: /^V$/, words: /\bvoltage|\bvolts?\b/i },
  { asked: 'cpu', field: /cpu/i, words: /\bcpu|processor/i },
  { asked: 'temp', field: /temp/i, unit: /^(?:°C|degC|°F)$/, words: /temperature|overheat/i },
  { asked: 'rpm', field: /rpm|enginespeed/i, unit: /^(?:rpm|1\/min)$/, words: /\brpm\b|engine speed/i },
  { asked: 'press', field: /press/i, unit: /^(?:bar|mbar|k?Pa)$/, words: /pressure/i },
  { asked: 'memory', field: /memory|\bram\b/i, words: /\bmemory|\bram\b/i },
  { asked: 'fuel', field: /fuel|battery.*(?:level|remaining|percent)/i, words: /\bfuel|charge/i },
];

/** Time stamps, counters and the like say nothing about the drive. */
const bookkeeping = /stamp|header|counter|covariance|quality|sequence|\bn?sec\b|nanosec/i;
/** Shorter parts of names occur in words by chance. */
const leastName = 4;
/** Findings beyond these are looked at one by one. */
const hinted = 12;
const topicsAsked = 6;

/** As many as are drawn at first. */
export const drawnFirst = 4;
/** As many as are listed of each word that is asked for. */
export const listedOfEach = 50;

export function signalHints({ findings }: Pick<Report, 'findings'>): SignalHint[] {
  return findings.slice(0, hinted).map(({ title, description, evidence }) => ({
    text: [title, description, ...evidence.map(({ detail }) => detail)].join(' '),
    topics: [...new Set(evidence.flatMap(({ topic }) => topic ?? []))],
  }));
}

/** What the list of signals is asked for, as it may have tens of thousands. */
export function textsAsked(hints: readonly SignalHint[]): string[] {
  const named = hints.filter(({ text }) => subjects.some(({ words }) => words.test(text)));
  const topics = new Set(named.flatMap(({ topics: own }) => own));
  return [...subjects.map(({ asked }) => asked), ...[...topics].slice(0, topicsAsked)];
}

/** The signals to draw with the drive: those that findings are about, then the usual ones; one of each subject. */
export function signalsThatMatter(
  listed: readonly ListedSignal[],
  hints: readonly SignalHint[],
  clock: ListedSignal['clock'],
  most: number,
): ListedSignal[] {
  const signals = listed.filter((one) => one.clock === clock && saysSomething(one));
  const ofFindings = hints.flatMap((hint) => {
    const own = signals.filter((signal) => isNamedBy(hint, signal));
    if (own.length > 0) return own.toSorted(byWeight).slice(0, 1);
    const about = subjects.filter(({ words }) => words.test(hint.text));
    return about.flatMap((subject) => bestOf(signals, subject));
  });
  const usual = subjects.flatMap((subject) => bestOf(signals, subject));
  const chosen = new Map<string, ListedSignal>();
  for (const signal of [...ofFindings, ...usual]) if (chosen.size < most) chosen.set(signal.signal, signal);
  return [...chosen.values()];
}

function saysSomething({ kind, field, min, max }: ListedSignal): boolean {
  return kind === 'number' && min !== null && max !== null && min < max && !bookkeeping.test(field);
}

function isNamedBy({ text, topics }: SignalHint, signal: ListedSignal): boolean {
  if (!topics.includes(signal.topic)) return false;
  const name = signal.field.split(/[.[\]]/).findLast((part) => part.length >= leastName);
  if (name !== undefined && text.toLowerCase().includes(name.toLowerCase())) return true;
  return subjects.some((subject) => subject.words.test(text) && isOf(subject, signal));
}

function isOf({ field, unit }: Subject, signal: ListedSignal): boolean {
  return field.test(signal.field) || (unit !== undefined && signal.unit !== null && unit.test(signal.unit));
}

function bestOf(signals: readonly ListedSignal[], subject: Subject): ListedSignal[] {
  return signals
    .filter((signal) => isOf(subject, signal))
    .toSorted(byWeight)
    .slice(0, 1);
}

/** Those with a unit first, then those with the most values. */
function byWeight(a: ListedSignal, b: ListedSignal): number {
  return Number(b.unit !== null) - Number(a.unit !== null) || b.count - a.count;
}
