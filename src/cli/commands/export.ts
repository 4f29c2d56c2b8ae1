import { rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  type ExportedRecording,
  exportAsJson,
  exportRecording,
  omittedReasons,
} from '../../export/export-recording.ts';
import { FileNames } from '../../export/file-names.ts';
import type { Omitted, OmittedReason } from '../../export/topic-table.ts';
import { pathSource } from '../../recordings/bytes/sources/path-source.ts';
import type { CanDatabase } from '../../recordings/meaning/dbc/can-database.ts';
import { openShared } from '../../recordings/meaning/dbc/shared-database.ts';
import { formatCount } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadDatabases } from '../inspect/load-databases.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { recordingsUnder } from '../recordings-under.ts';
import { withPartialFolder } from '../with-partial.ts';
import { naming } from '../write-whole.ts';

interface Options {
  output: string;
  dbc?: string[] | undefined;
  json?: true | undefined;
}

/** A recording, and the folder of its tables. */
interface Exported extends ExportedRecording {
  folder: string;
}

/** Writes each recording as a folder of Parquet files; the exit code is 1 when something is not in them, or there are none. */
export async function exportTables(paths: string[], options: Options): Promise<void> {
  const { output, dbc = [] } = options;
  const files = await recordingsUnder(paths);
  const databases = (await loadDatabases(dbc, files)).map(openShared);
  const names = new FileNames();
  const wanted = files.map((path) => ({ path, folder: join(output, names.nameFor(basename(path))) }));
  for (const { folder } of wanted) await requireFree(folder);
  const exported: Exported[] = [];
  for (const { path, folder } of wanted) exported.push(await exportOne(path, folder, databases));
  if (options.json)
    process.stdout.write(
      `${JSON.stringify(
        exported.map((one) => ({ ...exportAsJson(one), folder: one.folder })),
        null,
        2,
      )}\n`,
    );
  else process.stdout.write(exported.map(textOf).join(''));
  const isEmpty = exported.every(({ tables }) => tables.length === 0);
  if (isEmpty || !exported.every(isWhole)) process.exitCode = exitCodes.filesFailed.code;
}

async function requireFree(folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) {
    throw new CommandError('usage', `${folder} exists`, 'Name another folder with -o, or remove this one.');
  }
}

/** Under another name until it is whole, so that nothing half is taken for a recording. */
async function exportOne(path: string, folder: string, databases: readonly CanDatabase[]): Promise<Exported> {
  const partial = `${folder}.partial`;
  const source = await pathSource(path);
  return naming(folder, () =>
    withPartialFolder(partial, async () => {
      const exported = await exportRecording(source, partial, {
        name: basename(path),
        library: `argus ${packageJson.version}`,
        databases,
      });
      if (exported.tables.length > 0) await rename(partial, folder);
      return { ...exported, folder };
    }),
  );
}

function isWhole({ verdict, leftOut, tables }: Exported): boolean {
  return (
    verdict.code === 'ok' &&
    [leftOut, ...tables.map((table) => table.leftOut)].every((omitted) => Object.keys(omitted).length === 0)
  );
}

function textOf({ name, format, verdict, folder, tables, leftOut }: Exported): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const { count } = currentLanguage();
  const recording = { name: plainText(name), format };
  const lines = [
    tables.length === 0
      ? phrase('{name} ({format}): no messages, and therefore no files', recording)
      : phrase('{name} ({format}): {rows} in {files} in {folder}', {
          ...recording,
          rows: count(rows, 'row'),
          files: count(tables.length, 'file'),
          folder,
        }),
    ...(verdict.code === 'ok' ? [] : [`  ${plainText(ofCommandLine(verdict.message))}`]),
    ...omittedLines(leftOut, ''),
    ...tables.flatMap((table) => omittedLines(table.leftOut, table.file)),
  ];
  return `${lines.join('\n')}\n`;
}

function omittedLines(omitted: Omitted, file: string): string[] {
  return (Object.entries(omitted) as [OmittedReason, number][]).map(([why, count]) => {
    const left = { count: formatCount(count), reason: ofCommandLine(omittedReasons[why]) };
    return file === ''
      ? phrase('  left out: {count} {reason}', left)
      : phrase('  left out of {file}: {count} {reason}', { ...left, file: plainText(file) });
  });
}
