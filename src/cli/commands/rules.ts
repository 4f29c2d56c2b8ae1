import type { ArgusClient } from '../../client/client.ts';
import { ofCommandLine, phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

interface Options {
  platform?: string | undefined;
  json?: true | undefined;
}

/** The rules as set for a platform. */
export async function rules(client: ArgusClient, { platform, json }: Options): Promise<void> {
  const body = await client.getRules(platform);
  if (json) printJson(body.rules);
  else {
    printTable(
      phrases('RULE', 'ON', 'QUESTION', 'THRESHOLDS'),
      body.rules.map(({ id, enabled, question, thresholds }) => [
        id,
        phrase(enabled ? 'yes' : 'no'),
        ofCommandLine(question),
        thresholds
          .map(({ name, value, standard, unit }) => {
            const threshold = `${name} ${value}${unit === '' ? '' : ` ${unit}`}`;
            return value === standard
              ? threshold
              : phrase('{threshold} (default {standard})', { threshold, standard });
          })
          .join(', '),
      ]),
    );
  }
}
