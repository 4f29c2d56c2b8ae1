import { type Severity, severityRank } from '../../domain/severity.ts';
import { type LogLine, summaryCaps } from './file-summary.ts';
import type { Place } from './occurrence.ts';
import { cleanText } from './text.ts';

export interface LoggedText {
  severity: Severity;
  /** Node, module or process that wrote it. */
  source: string;
  text: string;
}

interface Collected {
  line: LogLine;
  rank: number;
  timeNs: bigint;
}

/** Keeps the most severe lines, then the earliest; the others are only counted. */
export class LogCollector {
  #lines: Collected[] = [];
  #seen = 0;
  /** Once full: lines that rank below the last one kept are skipped. */
  #floor: Collected | undefined;

  add(logged: LoggedText, { timeNs, topic, offset }: Place): void {
    this.#seen += 1;
    const rank = severityRank(logged.severity);
    if (this.#floor && order({ rank, timeNs }, this.#floor) >= 0) return;
    const line: LogLine = {
      time_ns: String(timeNs),
      severity: logged.severity,
      source: cleanText(logged.source, summaryCaps.name),
      text: cleanText(logged.text, summaryCaps.text),
      topic: cleanText(topic, summaryCaps.name),
    };
    this.#lines.push({ line: offset === undefined ? line : { ...line, offset }, rank, timeNs });
    if (this.#lines.length >= 2 * summaryCaps.logs) this.#cut();
  }

  finish(): { logs: LogLine[]; omitted: number } {
    this.#cut();
    return { logs: this.#lines.map(({ line }) => line), omitted: this.#seen - this.#lines.length };
  }

  #cut(): void {
    this.#lines.sort(order);
    if (this.#lines.length < summaryCaps.logs) return;
    this.#lines.length = summaryCaps.logs;
    this.#floor = this.#lines.at(-1);
  }
}

function order(a: { rank: number; timeNs: bigint }, b: { rank: number; timeNs: bigint }): number {
  if (a.rank !== b.rank || a.timeNs === b.timeNs) return b.rank - a.rank;
  return a.timeNs < b.timeNs ? -1 : 1;
}
