import type { Ending } from './exit-codes.ts';

/** Why a command cannot continue, in a sentence, and what the user can do about it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly ending: Ending;
  readonly nextStep: string | undefined;

  constructor(ending: Ending, message: string, nextStep?: string) {
    super(message);
    this.ending = ending;
    this.nextStep = nextStep;
  }
}
