import type { Evidence } from '../../src/report/report-schema.ts';
import type { KnownFault } from './known-fault.ts';
import { type CleanProof, type Proof, secondsOf } from './proof.ts';

/** The proofs and the clean drives as Markdown tables. */
export function proofTables(proofs: readonly Proof[], clean: readonly CleanProof[]): string {
  return [
    table(
      ['fault put in', 'found by', 'severity', 'where it is', 'where it was found', 'found besides, rightly'],
      proofs.map(({ known, found, evidence, others }) => [
        known.fault,
        found ? `\`${known.rule}\`` : `**not found** (\`${known.rule}\`)`,
        found?.severity ?? '',
        placeOf(known),
        found ? foundAt(evidence) : '',
        others.map((id) => `\`${id}\`: ${known.follows?.[id] ?? '**wrongly**'}`).join('; '),
      ]),
    ),
    table(
      ['drive without a fault', 'files', 'formats', 'warnings or worse', 'notes'],
      clean.map(({ drive, files, formats, serious, notes }) => [
        drive,
        `${files}`,
        formats.join(', '),
        serious.length === 0 ? 'none' : serious.join(', '),
        notes.length === 0 ? 'none' : notes.map((id) => `\`${id}\``).join(', '),
      ]),
    ),
  ].join('\n\n');
}

function placeOf({ file, topic, during }: KnownFault): string {
  const [from, to] = during ?? [];
  const time = from === to ? `second ${from}` : `seconds ${from} to ${to}`;
  return (
    [file, topic && `\`${topic}\``, from !== undefined && time].filter(Boolean).join(', ') || 'the batch'
  );
}

function foundAt(evidence: Evidence | undefined): string {
  if (!evidence) return 'the batch';
  const { file_name, topic, time } = evidence;
  return [file_name, topic && `\`${topic}\``, whenOf(time)].filter(Boolean).join(', ');
}

function whenOf(time: string | undefined): string {
  if (time === undefined) return '';
  const seconds = secondsOf(time);
  // A time of another clock is not a second of the drive.
  return Math.abs(seconds) > 86_400 ? time : `second ${seconds.toFixed(1)}`;
}

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
