import { codeIdentity, isLogSource } from '../../domain/code-identity.ts';
import { type Severity, severityRank } from '../../domain/severity.ts';
import { type CodeSummary, summaryCaps } from './file-summary.ts';
import { addExample, type Collected, foldLogCodes, parametersOf } from './log-codes.ts';
import { occurrenceOf, type Place } from './occurrence.ts';
import { cleanText } from './text.ts';

/** Distinct codes kept while a file is read; beyond it the less important half is dropped. */
const maxCollected = 2_000;

export interface CodeSighting {
  code: string;
  source: string;
  severity: Severity;
  message: string;
}

/** Diagnostic codes with count, first and last place; memory stays bounded for a million distinct ones. */
export class CodeCollector {
  #codes = new Map<string, Collected>();
  #dropped = 0;

  add(sighting: CodeSighting, place: Place): void {
    const code = cleanText(sighting.code, summaryCaps.name);
    const key = codeIdentity({ ...sighting, code });
    const isLog = isLogSource(sighting.source);
    const present = this.#codes.get(key);
    if (present) {
      present.count += 1;
      if (severityRank(sighting.severity) > severityRank(present.severity)) {
        present.severity = sighting.severity;
        present.message = cleanText(sighting.message, summaryCaps.text);
      }
      if (place.timeNs < present.first.timeNs) present.first = place;
      if (place.timeNs >= present.last.timeNs) present.last = place;
      if (isLog) addExample(present.examples, sighting.message);
      return;
    }
    const { source, severity } = sighting;
    const message = cleanText(sighting.message, summaryCaps.text);
    const examples = isLog ? [message] : [];
    this.#codes.set(key, { code, source, severity, message, count: 1, first: place, last: place, examples });
    if (this.#codes.size > maxCollected) this.#prune();
  }

  /** The most severe, then the most frequent; `omitted` counts the others. */
  finish(): { codes: CodeSummary[]; omitted: number } {
    this.#codes = foldLogCodes(this.#codes);
    const sorted = this.#sorted();
    const kept = sorted.slice(0, summaryCaps.codes).map(([, { examples, ...collected }]) => {
      const parameters = parametersOf(collected.code, examples);
      return {
        ...collected,
        first: occurrenceOf(collected.first, summaryCaps.name),
        last: occurrenceOf(collected.last, summaryCaps.name),
        ...(parameters.length > 0 && { parameters }),
      };
    });
    return { codes: kept, omitted: this.#dropped + sorted.length - kept.length };
  }

  /** Joins the log lines of one template; drops the less important half only where that is not enough. */
  #prune(): void {
    this.#codes = foldLogCodes(this.#codes);
    if (this.#codes.size <= maxCollected / 2) return;
    const kept = this.#sorted().slice(0, maxCollected / 2);
    this.#dropped += this.#codes.size - kept.length;
    this.#codes = new Map(kept);
  }

  #sorted(): [string, Collected][] {
    return [...this.#codes].sort(
      ([keyA, a], [keyB, b]) =>
        severityRank(b.severity) - severityRank(a.severity) || b.count - a.count || (keyA < keyB ? -1 : 1),
    );
  }
}
