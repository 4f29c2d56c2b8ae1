import type { Command } from '@commander-js/extra-typings';
import { idSources } from './id-sources.ts';
import type { OpenClient } from './open-client-type.ts';

export function addReceiptCommands(program: Command, client: OpenClient): void {
  const commands = () => import('../commands/receipt.ts');
  program
    .command('receipt')
    .description('print what of a batch is safe, signed: what may be deleted on the vehicle')
    .argument('<batch>', idSources.batch)
    .option('-o, --output <file>', 'write it to a file')
    .option('--json', 'changes nothing: a receipt is JSON')
    .action(async (batch, options) => (await commands()).receipt(await client(), batch, options));
  program
    .command('verify-receipt')
    .description('verify the signature of a receipt')
    .argument('<file>')
    .option(
      '--keys <file>',
      'a JWK set that was saved from /.well-known/argus-receipt-keys.json, instead of asking the server',
    )
    .option('--json', 'print JSON')
    .action(async (file, options) => (await commands()).checkReceipt(client, file, options));
}
