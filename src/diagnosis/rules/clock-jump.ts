import { plural } from '../../domain/plural.ts';
import type { Severity } from '../../domain/severity.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const clockJump = defineRule({
  id: 'clock-jump',
  version: 5,
  question: 'Do messages carry times that are not of this drive, or of two clocks?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 2,
      unit: '',
      source: 'one stray time is often a message from before the clock was set',
    },
  },
  likely_cause:
    'The clock was set while recording (first fix of GPS, first contact to a time server), or one sender has a clock of its own.',
  advice:
    'Start the recorder after time synchronisation; messages with such times are left out of spans, gaps and curves.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(({ source }) => source === 'clock')
      .map((code) => {
        const named = namedFaults[code.code];
        const files = plural(code.files, 'file');
        return {
          severity: named?.severity ?? (code.count >= limits.warning ? 'warning' : 'info'),
          title: named ? `${named.title} in ${files}` : `Clock jump of more than a day in ${files}`,
          description: named
            ? `“${quote(code.message)}”`
            : `Seen on ${plural(code.count, 'topic')}: ${quote(code.message)}`,
          ...(named && { likely_cause: named.likely_cause, advice: named.advice }),
          evidence: codeEvidence(code),
          codes: [code.code],
        };
      }),
});

interface NamedFault {
  severity: Severity;
  title: string;
  likely_cause: string;
  advice: string;
}

/** As the readers of traces name them (`traces/odd-times.ts`). */
const namedFaults: Readonly<Record<string, NamedFault>> = {
  'clock: two clocks': {
    severity: 'warning',
    title: 'Two clocks',
    likely_cause:
      'What a program sends is stamped by its computer, what it receives by the adapter; or logs of two devices were put together.',
    advice:
      'Let one device stamp both directions; times between sent and received messages of this recording are wrong.',
  },
  'clock: stray times': {
    severity: 'warning',
    title: 'Garbled times',
    likely_cause: 'A serial adapter, its driver or the program loses or mixes up bytes of the stamps.',
    advice:
      'Do not rely on single times of this recording, nor on all frames being there; use an adapter that stamps in its own hardware, or a faster serial port.',
  },
  'clock: repeated blocks': {
    severity: 'warning',
    title: 'Blocks of lines written again',
    likely_cause: 'The logger writes its buffer again before new frames have filled it.',
    advice:
      'Let the logger empty its buffer once it is written; counts, rates and loads of buses in this recording are too high.',
  },
  'clock: several drives': {
    severity: 'info',
    title: 'Drives of several days',
    likely_cause: 'Drives were put together into one file, or a logger appends to it day by day.',
    advice: 'Upload one file for each drive, so that each is judged.',
  },
  'clock: before 0': {
    severity: 'info',
    title: 'Times before 0',
    likely_cause: 'The program counts from a moment after its adapter had begun to receive.',
    advice: 'Do not rely on the times of these frames; their contents were read.',
  },
};
