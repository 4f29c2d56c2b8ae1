import { rules } from '../../src/diagnosis/rule-set.ts';
import type { Proof } from './prove.ts';
import { secondsOf } from './prove.ts';

/** The proofs and the clean drives as Markdown tables. */
export function proofTables(
  proofs: readonly Proof[],
  clean: readonly { drive: string; files: number; serious: string[]; notes: string[] }[],
): string {
  const proven = new Set(proofs.map(({ known }) => known.rule));
  const rest = rules.filter(({ id }) => !proven.has(id)).map(({ id }) => `\`${id}\``);
  return [
    table(
      ['fault put in', 'found by', 'severity', 'where', 'warnings besides'],
      proofs.map(({ known, found, evidence, others }) => [
        known.fault,
        found ? `\`${known.rule}\`` : `**not found** (\`${known.rule}\`)`,
        found?.severity ?? '',
        [evidence?.file_name, evidence?.topic && `\`${evidence.topic}\``, whenOf(evidence?.time)]
          .filter(Boolean)
          .join(', '),
        others.map((id) => `\`${id}\``).join(', '),
      ]),
    ),
    table(
      ['drive without a fault', 'files', 'warnings or worse', 'notes'],
      clean.map(({ drive, files, serious, notes }) => [
        drive,
        `${files}`,
        serious.length === 0 ? 'none' : serious.join(', '),
        notes.length === 0 ? 'none' : notes.map((id) => `\`${id}\``).join(', '),
      ]),
    ),
    `Shown by their hit and miss in \`test/diagnosis/cases\` only: ${rest.join(', ')}.`,
  ].join('\n\n');
}

function whenOf(time: string | undefined): string {
  if (time === undefined) return '';
  const seconds = secondsOf(time);
  // A time of another clock is no second of the drive.
  return Math.abs(seconds) > 86_400 ? time : `second ${seconds.toFixed(1)}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
