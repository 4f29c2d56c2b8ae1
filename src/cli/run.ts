import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommandError } from './command-error.ts';
import {
  describeFailure,
  type Failure,
  failureJson,
  failureText,
  systemNextStep,
} from './describe-failure.ts';
import { exitCodes } from './exit-codes.ts';
import { currentLanguage, startLanguage, translateHelp } from './language.ts';
import { idAdvice } from './program/id-sources.ts';
import { createProgram } from './program.ts';
import { languageOfTerminal } from './settings/environment.ts';

/**
 * Runs one command; how it ended is in `process.exitCode`. Never rejects.
 * @param argv As in `process.argv`.
 */
export async function run(argv: readonly string[]): Promise<void> {
  const json = wantsJson(argv);
  let running: CommandUnknownOpts | undefined;
  try {
    // What programs read is the same everywhere.
    await startLanguage(json ? 'en' : languageOfTerminal());
    const program = createProgram({ silentErrors: json });
    if (currentLanguage().tag !== 'en') translateHelp(program);
    await program
      .hook('preAction', (_, command) => {
        running = command;
      })
      .parseAsync(argv);
  } catch (error) {
    // Help and version end this way too.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const failure = describeFailure(error, idAdvice(running));
    // Commander has said what is wrong with a command line.
    if (json || !(error instanceof CommanderError)) say(failure, json);
    process.exitCode = exitCodes[failure.ending].code;
  }
}

/** What a command prints cannot be written, as to a file on a full disk. */
export function outputFailed(argv: readonly string[], error: NodeJS.ErrnoException): void {
  const message = `what this prints cannot be written: ${error.message}`;
  const failure = describeFailure(new CommandError('usage', message, systemNextStep(error)));
  say(failure, wantsJson(argv));
  process.exitCode = exitCodes[failure.ending].code;
}

function say(failure: Failure, json: boolean): void {
  process.stderr.write(json ? failureJson(failure) : failureText(failure));
}

/** Before anything is parsed, since that may be what fails. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}
