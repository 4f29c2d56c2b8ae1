import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { describeFailure, failureJson, failureText } from './describe-failure.ts';
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
    if (json) process.stderr.write(failureJson(failure));
    else if (!(error instanceof CommanderError)) process.stderr.write(failureText(failure));
    process.exitCode = exitCodes[failure.ending].code;
  }
}

/** Before anything is parsed, since that may be what fails. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}
