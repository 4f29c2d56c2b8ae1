import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createAggregator } from '../src/diagnosis/aggregator.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { verdictFails } from '../src/domain/verdict.ts';
import { pathSource } from '../src/recordings/bytes/sources/path-source.ts';
import { openDatabase } from '../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../src/recordings/summarise-file.ts';
import type { Label, PublicFile } from './label.ts';
import type { Judged } from './score.ts';

/**
 * Judges one recording as Argus would judge a batch of it alone.
 * @param files Paths by checksum; `undefined` is returned if the recording or a database of it is not among them.
 */
export async function judgeRecording(
  label: Label,
  files: ReadonlyMap<string, string>,
): Promise<Judged | undefined> {
  const path = files.get(label.sha256);
  const databasePaths = (label.databases ?? []).map(({ sha256 }) => files.get(sha256));
  if (path === undefined || databasePaths.includes(undefined)) return undefined;
  const databases = await Promise.all((label.databases ?? []).map((database) => open(database, files)));
  const summary = await summariseFile(await pathSource(path), { databases });
  const aggregator = createAggregator();
  aggregator.add({
    file_id: label.sha256,
    name: basename(label.path),
    size: (await stat(path)).size,
    sha256: label.sha256,
    state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
    summary,
  });
  const { findings, verdict } = diagnose(aggregator.finish());
  return {
    label,
    findings: findings.filter(({ severity }) => severity !== 'info'),
    foundNothing: verdict.severity === 'ok',
  };
}

async function open({ path, sha256 }: PublicFile, files: ReadonlyMap<string, string>) {
  return openDatabase(basename(path), await readFile(files.get(sha256) as string));
}
