import { httpSource } from '../recordings/bytes/sources/http-source.ts';
import { SourceError } from '../recordings/bytes/sources/source-error.ts';
import { handOverFile } from '../recordings/hand-over-file.ts';
import { openShared } from '../recordings/meaning/dbc/shared-database.ts';
import { CatalogueSink } from './catalogue.ts';
import { encodeColumn } from './column.ts';
import { ColumnSink } from './column-sink.ts';
import type { Made, MakeTask } from './make-task.ts';
import { logTopic, parseSignalId } from './signal-id.ts';

/** Entry point of the thread that makes catalogues and columns. */
export default async function make(task: MakeTask): Promise<Made> {
  try {
    return { ok: true, ...(await (task.signals ? makeColumns(task, task.signals) : makeCatalogue(task))) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}

async function makeCatalogue({ url, ca, size, clock, databases }: MakeTask) {
  const messages = new CatalogueSink();
  await handOverFile(httpSource(url, size, { ca }), { messages, databases: databases.map(openShared) });
  return { catalogue: Buffer.from(JSON.stringify(messages.finish(clock))) };
}

async function makeColumns({ url, ca, size, clock, databases }: MakeTask, signals: readonly string[]) {
  const messages = new ColumnSink(signals);
  const topics = [...new Set(signals.map((signal) => parseSignalId(signal)?.topic ?? ''))];
  await handOverFile(httpSource(url, size, { ca }), {
    messages,
    topics: topics.includes(logTopic) ? undefined : topics,
    databases: databases.map(openShared),
  });
  const columns = [...messages.finish(clock)].map(([signal, column]): [string, Uint8Array] => [
    signal,
    encodeColumn(column),
  ]);
  return { columns };
}
