import { type Command, Option } from '@commander-js/extra-typings';
import { severities } from '../../domain/severity.ts';
import { idSources } from './id-sources.ts';
import type { OpenClient } from './open-client-type.ts';
import { wholeNumber } from './whole-number.ts';

export function addKnowledgeCommands(program: Command, client: OpenClient): void {
  program
    .command('knowledge')
    .description('search the knowledge base for a code, or for words, even misspelt ones')
    .argument('[words...]')
    .option('--platform <name>', 'entries for this kind of vehicle and for all')
    .option('-n, --limit <n>', 'how many', wholeNumber, 20)
    .option('--json', 'print an array of entries')
    .action(async (words, options) =>
      (await import('../commands/knowledge.ts')).knowledge(await client(), words, options),
    );
  program
    .command('rules')
    .description('list the rules with their thresholds')
    .option('--platform <name>', 'as set for this kind of vehicle')
    .option('--json', 'print an array of rules')
    .action(async (options) => (await import('../commands/rules.ts')).rules(await client(), options));
  program
    .command('subscriptions')
    .description('list who is told of findings, and what did not arrive')
    .option('--json', 'print an array of subscriptions')
    .action(async (options) =>
      (await import('../commands/subscriptions.ts')).subscriptions(await client(), options),
    );
  program
    .command('subscribe')
    .description('have findings told by e-mail or to a URL')
    .option('--email <address>', 'whom to send a mail')
    .option('--url <url>', 'where to post a message, https')
    .option('--platform <name...>', 'only of these kinds of vehicles')
    .option('--rule <id...>', 'only of these rules; `argus rules` lists them')
    .addOption(
      new Option('--min-severity <severity>', 'the least severity').choices(severities).default('warning'),
    )
    .option('--json', 'print the subscription, with its secret')
    .action(async (options) =>
      (await import('../commands/subscriptions.ts')).subscribe(await client(), options),
    );
  program
    .command('unsubscribe')
    .description('delete a subscription')
    .argument('<subscription>', idSources.subscription)
    .option('--json', 'print JSON')
    .action(async (id, options) =>
      (await import('../commands/subscriptions.ts')).unsubscribe(await client(), id, options),
    );
}
