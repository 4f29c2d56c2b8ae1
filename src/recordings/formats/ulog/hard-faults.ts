import type { Findings } from '../../summary/summary-builder.ts';
import { latin1 } from '../text/ascii.ts';
import type { KeyedValue } from './messages.ts';
import { nanosecondsOf } from './subscriptions.ts';

/** The key under which PX4 appends crash dumps as text (systemcmds/hardfault_log; ULog, "Information Multi"). */
const key = 'hardfault_plain';

/** The lines that say what happened come first; the rest is stack and registers. */
const keptBytes = 4_096;
/** Dumps of a log, each in several parts. */
const maxDumps = 20;

interface Dump {
  text: string;
  offset: number;
}

/** The crash dumps of a log. They have no time of their own but that of the message before. */
export class HardFaults {
  readonly #dumps: Dump[] = [];
  #open = false;

  /** `continued`: whether this part belongs to the value before. */
  add({ name, value }: KeyedValue, continued: boolean, offset: number): void {
    if (name !== key) {
      this.#open = false;
      return;
    }
    if (!continued || !this.#open) {
      this.#open = this.#dumps.length < maxDumps;
      if (this.#open) this.#dumps.push({ text: '', offset });
    }
    const last = this.#dumps.at(-1);
    if (!this.#open || !last || last.text.length >= keptBytes) return;
    const room = keptBytes - last.text.length;
    last.text += latin1(value, 0, Math.min(room, value.byteLength));
  }

  report(findings: Findings, timeUs: number): void {
    for (const { text, offset } of this.#dumps) {
      const place = { timeNs: nanosecondsOf(timeUs), topic: key, offset };
      findings.code(
        { code: 'hard fault', source: 'hardfault', severity: 'critical', message: whatOf(text) },
        place,
      );
    }
  }
}

/** The line with the type of the fault and the running task, e.g. `Type:Hard Fault in file:… running task: wq:nav`. */
function whatOf(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const told = lines.filter((line) => /^(type:|system fault occurred|.*running task)/i.test(line));
  return (told.length > 0 ? told : lines.slice(0, 2)).join('; ') || 'The dump has no text.';
}
