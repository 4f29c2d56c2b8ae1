import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Where the ids come from that commands are given: the description of those arguments, and advice on a wrong one. */
export const idSources = {
  batch: 'id; `argus batches` lists the newest batches with their ids',
  token: 'id; `argus keys list` lists the tokens with their ids',
  operatorToken: 'id; `argus admin token list` lists the tokens with their ids',
  subscription: 'id; `argus subscriptions` lists them with their ids',
  vehicle: 'id; `argus batches` names the vehicles of batches, `argus held` those that still hold files',
} as const;

const isSource = (text: string) => Object.values<string>(idSources).includes(text);

/** What to do where the id was wrong that a command was given; undefined if it takes none. */
export function idAdvice(command: CommandUnknownOpts | undefined): string | undefined {
  const source = command?.registeredArguments.map(({ description }) => description).find(isSource);
  return source === undefined ? undefined : `${source.replace('id; ', '')}.`;
}
