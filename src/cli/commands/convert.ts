import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { pathSource } from '../../recordings/bytes/sources/path-source.ts';
import { leftOutReasons } from '../../recordings/convert/left-out.ts';
import { type WrittenMcap, type WrittenRecording, writeMcap } from '../../recordings/convert/write-mcap.ts';
import { openShared } from '../../recordings/meaning/dbc/shared-database.ts';
import { formatCount } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadDatabases } from '../inspect/load-databases.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { recordingsUnder } from '../recordings-under.ts';
import { sameFileAs, writeWhole } from '../write-whole.ts';

interface Options {
  output: string;
  dbc?: string[] | undefined;
  json?: true | undefined;
}

/** Writes recordings of any format as one MCAP; the exit code is 1 when something is not in it, or nothing is. */
export async function convert(paths: string[], options: Options): Promise<void> {
  const { output, dbc = [] } = options;
  if (extname(output).toLowerCase() !== '.mcap') {
    throw new CommandError(
      'usage',
      `${output}: recordings are converted to MCAP`,
      'Name a file that ends in .mcap.',
    );
  }
  const files = await recordingsUnder(paths);
  const isOutput = await sameFileAs(output);
  for (const file of files) {
    if (await isOutput(file))
      throw new CommandError('usage', `${output} is one of the recordings`, 'Name another file with -o.');
  }
  const databases = (await loadDatabases(dbc, files)).map(openShared);
  const inputs = await Promise.all(
    files.map(async (path) => ({ name: basename(path), source: await pathSource(path) })),
  );
  const written = await writeWhole(output, (target) =>
    writeMcap(inputs, target, { library: `argus ${packageJson.version}`, databases }),
  );
  const { size } = await stat(output);
  if (options.json) process.stdout.write(`${JSON.stringify(jsonOf(output, size, written), null, 2)}\n`);
  else process.stdout.write(textOf(output, written));
  const isWhole = written.recordings.every(({ verdict }) => verdict?.code === 'ok');
  if (!isWhole || written.leftOut.length > 0 || written.messages === 0)
    process.exitCode = exitCodes.filesFailed.code;
}

function textOf(output: string, { messages, recordings, leftOut }: WrittenMcap): string {
  const lines = [
    phrase('{output}: {messages} messages of {recordings}', {
      output,
      messages: formatCount(messages),
      recordings: currentLanguage().count(recordings.length, 'recording'),
    }),
    ...recordings.flatMap(recordingLines),
    ...leftOut.map(leftOutLine),
  ];
  return `${lines.join('\n')}\n`;
}

function leftOutLine({ topic, reason, messages }: WrittenMcap['leftOut'][number]): string {
  const values = {
    messages: formatCount(messages),
    topic: plainText(topic),
    reason: ofCommandLine(leftOutReasons[reason]),
  };
  return topic === ''
    ? phrase('  left out: {messages} messages, {reason}', values)
    : phrase('  left out: {messages} messages on {topic}, {reason}', values);
}

function recordingLines({ name, format, verdict, messages, attachments }: WrittenRecording): string[] {
  return [
    phrase('  {name} ({format}): {messages} messages read', {
      name: plainText(name),
      format: format ?? 'unknown',
      messages: formatCount(messages),
    }),
    ...(verdict?.code === 'ok' ? [] : [`    ${plainText(ofCommandLine(verdict?.message ?? ''))}`]),
    ...(attachments > 0
      ? [`  ${phrase('  left out: {what}', { what: currentLanguage().count(attachments, 'attachment') })}`]
      : []),
  ];
}

function jsonOf(output: string, size: number, { messages, recordings, leftOut }: WrittenMcap) {
  return {
    output,
    size_bytes: size,
    messages,
    recordings: recordings.map(({ shiftNs, ...one }) => ({ ...one, shift_ns: String(shiftNs) })),
    left_out: leftOut,
  };
}
