import { extname } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { pathSource } from '../../recordings/bytes/sources/path-source.ts';
import { repairableFormats, repairOf, repairRecording } from '../../recordings/repair/repair.ts';
import { formatCount } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { mustBeReadable } from '../files-under.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { sameFileAs, writeWhole } from '../write-whole.ts';

interface Options {
  output: string;
  json?: true | undefined;
}

/** Writes what can be read of a recording in its own format; the exit code is 1 when something is not in it. */
export async function repair(path: string, { output, json }: Options): Promise<void> {
  await mustBeReadable(path);
  const isOutput = await sameFileAs(output);
  if (await isOutput(path))
    throw new CommandError('usage', `${output} is the recording itself`, 'Name another file with -o.');
  const source = await pathSource(path);
  const { format, ending } = await repairOf(source);
  if (format === 'unknown')
    throw new CommandError(
      'usage',
      `${path} is in no format that Argus knows`,
      'Use `argus inspect` to see what is known of it.',
    );
  if (ending === undefined) {
    const formats = repairableFormats().map((one) => one.format);
    throw new CommandError(
      'usage',
      `${path} is a recording of the format ${format}; only ${formats.join(', ')} can be written again`,
      'Use `argus convert` to get what can be read of it as an MCAP.',
    );
  }
  if (extname(output).toLowerCase() !== ending)
    throw new CommandError(
      'usage',
      `${output}: the format of the recording is ${format}`,
      `Name a file that ends in ${ending}.`,
    );
  const library = `argus ${packageJson.version}`;
  const repaired = await writeWhole(output, (target) => repairRecording(source, format, target, { library }));
  const { verdict, read, written, leftOut, attachments } = repaired;
  if (json) process.stdout.write(`${JSON.stringify({ output, ...repaired }, null, 2)}\n`);
  else {
    const { count } = currentLanguage();
    const lines = [
      phrase('{output}: {written} of {messages} that could be read', {
        output,
        written: formatCount(written),
        messages: count(read, 'message'),
      }),
      ...(verdict.code === 'ok' ? [] : [`  ${plainText(ofCommandLine(verdict.message))}`]),
      ...(leftOut > 0
        ? [
            phrase(
              '  left out: {messages}, not whole, of a topic that is lost, or beyond what the format can hold',
              { messages: count(leftOut, 'message') },
            ),
          ]
        : []),
      ...(attachments > 0 ? [phrase('  left out: {what}', { what: count(attachments, 'attachment') })] : []),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  if (verdict.code !== 'ok' || leftOut > 0) process.exitCode = exitCodes.filesFailed.code;
}
