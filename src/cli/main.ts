import { CommanderError } from '@commander-js/extra-typings';
import { describeFailure } from './describe-failure.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

// A reader of the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its message; help and version exit this way with 0.
    process.exitCode = error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
  } else {
    const { ending, text } = describeFailure(error);
    process.stderr.write(text);
    process.exitCode = exitCodes[ending].code;
  }
}
