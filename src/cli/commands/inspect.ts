import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { ParsePool } from '../../recordings/pool/parse-pool-types.ts';
import { exitCodes } from '../exit-codes.ts';
import { inspectFiles } from '../inspect/inspect-files.ts';
import { type Inspection, inspectionOf, isWhole, withMembers } from '../inspect/inspection.ts';
import { loadDatabases } from '../inspect/load-databases.ts';
import { createProgressLine } from '../inspect/progress-line.ts';
import { renderTextInspection } from '../inspect/text-inspection.ts';
import { recordingsUnder } from '../recordings-under.ts';
import { usesColor } from '../terminal.ts';

interface Options {
  json?: true | undefined;
  all?: true | undefined;
  dbc?: string[] | undefined;
  report?: string[] | undefined;
}

/** JavaScript heap per thread; memory outside it is bounded by `ParseLimits`. */
const memoryMb = 512;
/** Long enough for a file of any size. */
const timeoutMs = 6 * 3600 * 1000;
const smallBytes = 8 * 1024 * 1024;

/** Reads recordings on this machine, without servers; the exit code is 1 when one of them is damaged. */
export async function inspect(paths: string[], options: Options): Promise<void> {
  const files = await recordingsUnder(paths);
  const report = options.report && (await openReport(options.report, files));
  const databases = await loadDatabases(options.dbc ?? [], files);
  const pool = await openPool(files);
  const progress = createProgressLine(process.stderr);
  const print = options.json ? jsonPrinter() : textPrinter(options.all ?? false);
  try {
    for await (const { path, summary } of inspectFiles(pool, files, databases, progress.show)) {
      const inspection = inspectionOf(path, summary);
      if (!isWhole(inspection)) process.exitCode = exitCodes.filesFailed.code;
      progress.clear();
      print.add(inspection);
      await report?.add(path, summary);
    }
    print.end();
    await report?.write();
  } finally {
    progress.clear();
    await pool.close();
  }
}

/** A single small file is read on this thread: starting another would take twice the time and a third more memory. */
async function openPool(files: readonly string[]): Promise<ParsePool> {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0 && (await stat(only)).size <= smallBytes) {
    const { createUnthreadedPool } = await import('../../recordings/pool/unthreaded-pool.ts');
    return createUnthreadedPool();
  }
  const { createParsePool } = await import('../../recordings/pool/parse-pool.ts');
  const threads = Math.min(files.length, availableParallelism());
  return createParsePool({ threads, memoryMb, timeoutMs });
}

/** Loaded on demand: without a report the command does without the diagnosis. */
async function openReport(outputs: readonly string[], files: readonly string[]) {
  return (await import('../inspect/local-report.ts')).createLocalReport(outputs, files);
}

/** The array is written element by element, so that ten thousand files need no memory here. */
function jsonPrinter() {
  let first = true;
  return {
    add(inspection: Inspection): void {
      process.stdout.write(`${first ? '[' : ','}\n${JSON.stringify(inspection, null, 2)}`);
      first = false;
    },
    end: () => process.stdout.write('\n]\n'),
  };
}

function textPrinter(all: boolean) {
  const { columns } = process.stdout;
  let first = true;
  return {
    add(inspection: Inspection): void {
      const options = { color: usesColor(process.stdout), width: Math.min(columns ?? 100, 140), all };
      for (const file of withMembers(inspection)) {
        process.stdout.write(`${first ? '' : '\n'}${renderTextInspection(file, options)}`);
        first = false;
      }
    },
    end() {},
  };
}
