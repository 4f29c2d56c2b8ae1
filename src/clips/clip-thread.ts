import packageJson from '../../package.json' with { type: 'json' };
import { httpSource } from '../recordings/bytes/sources/http-source.ts';
import { SourceError } from '../recordings/bytes/sources/source-error.ts';
import { openFileOutput } from '../recordings/convert/file-output.ts';
import type { McapOutput } from '../recordings/convert/mcap/mcap-writer.ts';
import { writeMcap } from '../recordings/convert/write-mcap.ts';
import { openShared } from '../recordings/meaning/dbc/shared-database.ts';
import type { ClipMade, ClipTask } from './clip-task.ts';

/** The topic of the findings of the report, as `foxglove.Log`. */
const findingsTopic = '/argus/findings';

class TooLarge extends Error {}

/** Entry point of the thread that writes clips. */
export default async function makeClip(task: ClipTask): Promise<ClipMade> {
  const file = openFileOutput(task.path);
  try {
    const messages = await write(task, bounded(file, task.maxBytes));
    return { ok: true, size: file.size, messages };
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, code: 'too_large', message: error.message };
    if (!(error instanceof SourceError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  } finally {
    file.close();
  }
}

async function write(
  { recordings, databases, window, topics, findings }: ClipTask,
  output: McapOutput,
): Promise<number> {
  const wanted = topics && new Set(topics);
  const inputs = recordings.map(({ name, url, ca, size, shiftNs }) => ({
    name,
    source: httpSource(url, size, { ca }),
    shiftNs,
  }));
  const written = await writeMcap(inputs, output, {
    library: `argus ${packageJson.version}`,
    databases: databases.map(openShared),
    window,
    wants: wanted && ((topic) => wanted.has(topic)),
    finish(sink) {
      for (const { timeNs, severity, rule, text } of findings) {
        sink.log(findingsTopic, { severity, source: rule, text }, timeNs);
      }
    },
  });
  return written.messages;
}

function bounded(output: ReturnType<typeof openFileOutput>, maxBytes: number): McapOutput {
  return {
    write(bytes) {
      if (output.size + bytes.byteLength > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
      output.write(bytes);
    },
    truncate: (size) => output.truncate(size),
  };
}
