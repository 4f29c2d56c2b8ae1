import packageJson from '../../package.json' with { type: 'json' };
import { httpSource } from '../recordings/bytes/sources/http-source.ts';
import { SourceError } from '../recordings/bytes/sources/source-error.ts';
import { openShared } from '../recordings/meaning/dbc/shared-database.ts';
import { ExportTooLarge, exportRecording } from './export-recording.ts';
import type { ExportMade, ExportTask } from './export-task.ts';

/** Entry point of the thread that writes recordings as tables. */
export default async function makeExport(task: ExportTask): Promise<ExportMade> {
  const { name, url, ca, size, databases, topic, folder, maxBytes } = task;
  try {
    const { tables } = await exportRecording(httpSource(url, size, { ca }), folder, {
      ...{ name, topic, maxBytes },
      library: `argus ${packageJson.version}`,
      databases: databases.map(openShared),
    });
    return { ok: true, files: tables.map(({ file }) => file) };
  } catch (error) {
    if (error instanceof ExportTooLarge) return { ok: false, code: 'too_large', message: error.message };
    if (!(error instanceof SourceError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}
