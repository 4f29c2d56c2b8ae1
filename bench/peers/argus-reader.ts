import { pathSource } from '../../src/recordings/bytes/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';

/** Reads the file into its summary, on this thread. */
export async function readWithArgus(path: string): Promise<{ messages: number; seconds: number }> {
  const started = performance.now();
  const { verdict, message_count } = await summariseFile(await pathSource(path));
  if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
  return { messages: message_count, seconds: (performance.now() - started) / 1e3 };
}
